package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is named as a sweep file: it is read, or told what it is; nothing waits for ever. */
@Timeout(60)
class SweepSourceTest {

  private static final InputStream NOTHING = InputStream.nullInputStream();

  @TempDir private Path folder;

  private static String refusal(String name) {
    return assertThrows(IOException.class, () -> new SweepSource(name).bytes(NOTHING)).getMessage();
  }

  @Test
  void aFileIsReadByItsPathAndByItsUri() throws IOException {
    byte[] bytes = "sweep: ä".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("a b.yaml"), bytes);
    assertArrayEquals(bytes, new SweepSource(file.toString()).bytes(NOTHING));
    assertArrayEquals(bytes, new SweepSource(file.toUri().toString()).bytes(NOTHING));
  }

  @Test
  void whatIsNotThereOrAFolderIsTold() {
    assertEquals("there is no such file", refusal(folder.resolve("none").toString()));
    assertEquals("it is a folder; name the sweep file in it", refusal(folder.toString()));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its pipes and devices have no paths")
  void devicesAndNamedPipesAreToldAtOnce() throws IOException, InterruptedException {
    String device = "it is a device, which holds no sweep; name a sweep file";
    assertEquals(device, refusal("/dev/null"));
    assertEquals(device, refusal("/dev/zero"));
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0, "no mkfifo here");
    assertEquals(
        "it is a named pipe (FIFO), whose writer may never come; give - and pipe the file in",
        refusal(pipe.toString()));
    assertEquals(refusal(pipe.toString()), refusal(pipe.toUri().toString()));
  }

  /** A file of holes, so that the test takes no disk. */
  @Test
  void aHugeFileIsNotRead() throws IOException {
    Path huge = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertEquals(
        "it has more than 3145728 bytes, and so is no sweep file; name another",
        refusal(huge.toString()));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "cat is a program of a POSIX system")
  void standardInputIsReadFromAPipe() throws IOException, InterruptedException {
    byte[] bytes = "sweep: piped".getBytes(StandardCharsets.UTF_8);
    // What the test's own standard input is differs from one build machine to the next.
    assumeTrue(SweepSource.kind(Path.of("/dev/stdin")) != 0020000, "standard input is a device");
    assertArrayEquals(bytes, new SweepSource("-").bytes(new ByteArrayInputStream(bytes)));
    assertArrayEquals(bytes, new SweepSource("/dev/stdin").bytes(new ByteArrayInputStream(bytes)));
    String endless =
        assertThrows(
                IOException.class,
                () ->
                    new SweepSource("-")
                        .bytes(new ByteArrayInputStream(new byte[SweepSource.MOST_BYTES + 1])))
            .getMessage();
    assertTrue(endless.startsWith("standard input has more than 3145728 bytes"), endless);
  }
}
