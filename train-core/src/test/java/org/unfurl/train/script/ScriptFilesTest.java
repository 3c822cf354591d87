package org.unfurl.train.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScriptFilesTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @Test
  void aFileIsFoundByItsContentWhateverItIsCalled() {
    ScriptFile file = SavedModules.file("line.pt");
    assertSame(file, ScriptFiles.add("nets/copy.pt", file.bytes()));
    assertSame(file, ScriptFiles.find(file.pinned()).orElseThrow());
    assertSame(file, ScriptFiles.find("renamed.pt@" + file.sha256()).orElseThrow());
    assertSame(file, ScriptFiles.find(file.sha256()).orElseThrow());
    assertTrue(ScriptFiles.find("line.pt").isEmpty());
  }

  @Test
  void aPinnedNameIsANameAndADigest() {
    assertEquals(new PinnedName("a@b.pt", DIGEST), PinnedName.of("a@b.pt@" + DIGEST));
    assertEquals(new PinnedName("", DIGEST), PinnedName.of(DIGEST));
    assertEquals(new PinnedName("a@b.pt", ""), PinnedName.of("a@b.pt"));
  }

  @Test
  void aLabelHasTheFilesNameAndAWordForItsContent() {
    assertEquals("residual-012345", PinnedName.of("nets/residual.pt@" + DIGEST).label());
    assertEquals("residual", PinnedName.of("residual.pt").label());
    assertEquals("012345", PinnedName.of(DIGEST).label());
  }
}
