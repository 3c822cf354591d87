package org.unfurl.sweep.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private final Configuration configuration = new Configuration();
  @TempDir private Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    write("deep/er/file", "first");
    write("deep/er/file", "second");
    assertEquals("second", Files.readString(folder.resolve("deep/er/file")));
    assertArrayEquals(new String[] {"file"}, folder.resolve("deep/er").toFile().list());
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
    write("file", "first");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    target("file"),
                    configuration,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals(
        target("file") + " cannot be written: No space left on device", thrown.getMessage());
    assertEquals("first", Files.readString(folder.resolve("file")));
    assertArrayEquals(new String[] {"file"}, folder.toFile().list());
  }

  @Test
  void aFileInTheWayOfTheFolderIsNamed() throws IOException {
    write("file", "first");
    IOException thrown = assertThrows(IOException.class, () -> write("file/below", "second"));
    assertEquals(
        target("file/below") + " cannot be written",
        thrown.getMessage().substring(0, thrown.getMessage().indexOf(": ")));
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(
        target(name), configuration, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private org.apache.hadoop.fs.Path target(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }
}
