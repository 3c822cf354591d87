package org.unfurl.train.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScriptFilesTest {

  @Test
  void aFileIsFoundByItsContentWhateverItIsCalled() {
    ScriptFile file = SavedModules.file("line.pt");
    assertSame(file, ScriptFiles.add("nets/copy.pt", file.bytes()));
    assertSame(file, ScriptFiles.find(file.sha256()).orElseThrow());
    assertTrue(ScriptFiles.find("line.pt").isEmpty());
  }

  @Test
  void aLabelHasTheFilesNameAndAWordForItsContent() {
    byte[] content = "abc".getBytes(StandardCharsets.UTF_8);
    assertEquals("residual-ba7816", new ScriptFile("nets/residual.pt", content).label());
    assertEquals("residual-ba7816", new ScriptFile("residual", content).label());
  }
}
