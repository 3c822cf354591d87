package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sweep.spark.RunRefusedException;

class SweepLockTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void locate() {
    file = folder.resolve("_lock");
  }

  @Test
  void namesHostAndProcessAndIsGivenBack() throws IOException, RunRefusedException {
    try (SweepLock lock = take()) {
      assertEquals(
          Host.name() + "\n" + ProcessHandle.current().pid() + "\n", Files.readString(file));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void aLiveProcessKeepsIt() throws IOException {
    // Process 1 lives wherever there are processes.
    assertRefused(Host.name(), 1);
  }

  @Test
  void anotherHostKeepsItDeadOrAlive() throws IOException {
    assertRefused("another-host.example", 999_999_999);
  }

  private void assertRefused(String host, long pid) throws IOException {
    String content = host + "\n" + pid + "\n";
    Files.writeString(file, content);
    RunRefusedException refused = assertThrows(RunRefusedException.class, this::take);
    assertEquals(
        folder
            + " is being written by process "
            + pid
            + " on "
            + host
            + "; wait for it, or delete "
            + file
            + " if that process is gone",
        refused.getMessage());
    assertEquals(content, Files.readString(file));
  }

  @Test
  void aDeadProcessLosesIt() throws IOException, RunRefusedException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertTakenOver(Host.name() + "\n" + process.pid() + "\n");
  }

  @Test
  void aRestartedContainerMayHaveItsPredecessorsProcessNumber()
      throws IOException, RunRefusedException {
    assertTakenOver(Host.name() + "\n" + ProcessHandle.current().pid() + "\n");
  }

  // The last one is a process number cut short: another process may have the shorter one.
  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host\n", "host\nnumber\n", "\n\n\n", "host\n1"})
  void whatIsNotALockIsNobodys(String content) throws IOException, RunRefusedException {
    assertTakenOver(content);
  }

  private void assertTakenOver(String content) throws IOException, RunRefusedException {
    Files.writeString(file, content);
    try (SweepLock lock = take()) {
      assertTrue(Files.readString(file).startsWith(Host.name() + "\n"));
    }
  }

  private SweepLock take() throws IOException, RunRefusedException {
    return SweepLock.take(new org.apache.hadoop.fs.Path(folder.toString()), new Configuration());
  }
}
