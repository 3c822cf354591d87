package org.unfurl.sweep.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFoldersTest {

  @TempDir private Path folder;

  @Test
  void oneThatTakesFilesIsEnoughAndNothingIsLeftInIt() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path made = folder.resolve("new/folder");
    LocalFolders.require(List.of(file, made));
    assertArrayEquals(new String[0], made.toFile().list());
  }

  @Test
  void whereNoneTakesFilesTheVariableIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(file, file + " is no folder");
  }

  @Test
  void aFolderWithoutWritePermissionIsRefused() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false), "no permissions here");
    assumeFalse(Files.isWritable(locked), "root writes everywhere");
    assertThrows(UnusableMachineException.class, () -> LocalFolders.require(List.of(locked)));
  }

  private static void assertRefused(Path local, String reason) {
    assertEquals(
        "Spark's local folder ("
            + local
            + ") must be one with space in which files can be written, but: "
            + reason
            + "; name another: SPARK_LOCAL_DIRS=FOLDER",
        assertThrows(UnusableMachineException.class, () -> LocalFolders.require(List.of(local)))
            .getMessage());
  }
}
