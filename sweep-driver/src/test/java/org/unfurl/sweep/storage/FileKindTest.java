package org.unfurl.sweep.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileKindTest {

  @TempDir private Path folder;

  private static void assertProblem(String problem, Path path) {
    assertEquals(Optional.of(problem), FileKind.problem(path));
  }

  @Test
  void aFileWithContentIsNoProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    assertEquals(Optional.empty(), FileKind.problem(file));
  }

  @Test
  void whatIsThereIsNamed() throws IOException {
    assertProblem("is a folder", folder);
    assertProblem("does not exist", folder.resolve("none"));
    assertProblem("is empty", Files.createFile(folder.resolve("empty")));
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "links need a privilege, and there are no pipes")
  void whatIsNoFileIsNamedAndNotOpened() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertEquals(Optional.empty(), FileKind.problem(link));
    Files.delete(file);
    assertProblem("is a link to what does not exist", link);
    assertProblem("is a device, not a file", Path.of("/dev/null"));

    Path pipe = folder.resolve("pipe");
    assumeTrue(made(pipe), "there is no mkfifo");
    assertProblem("is a named pipe, not a file", pipe);
  }

  private static boolean made(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
