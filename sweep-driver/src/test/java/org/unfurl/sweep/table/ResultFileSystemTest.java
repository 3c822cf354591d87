package org.unfurl.sweep.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResultFileSystemTest {

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
  void aFullDiskIsAnIoException() throws IOException {
    Path full = new Path("file:///dev/full");
    FileSystem files = ResultFileSystem.of(full, new Configuration());
    IOException refused =
        assertThrows(
            IOException.class,
            () -> {
              try (OutputStream out = files.create(full, true)) {
                out.write(1);
              }
            });
    assertEquals("No space left on device", refused.getMessage());
  }
}
