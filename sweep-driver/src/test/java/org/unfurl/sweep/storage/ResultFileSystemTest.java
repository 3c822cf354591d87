package org.unfurl.sweep.storage;

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

  /** Hadoop throws unchecked exceptions then, which would look like a bug of ours. */
  @Test
  void aFileSystemThatCannotBeHadIsAnIoException() {
    assertRefused(
        "s3a://bucket/results",
        "no file system for s3a://bucket/results: java.lang.ClassNotFoundException: Class"
            + " org.apache.hadoop.fs.s3a.S3AFileSystem not found; add its jars to UNFURL_CLASSPATH,"
            + " or submit with them (hadoop-aws for s3a:)");
    assertRefused(
        "hdfs://no-such-host.invalid:1/results",
        "no file system for hdfs://no-such-host.invalid:1/results: java.net.UnknownHostException:"
            + " no-such-host.invalid; correct the path, or Hadoop's configuration");
  }

  private static void assertRefused(String path, String message) {
    assertEquals(
        message,
        assertThrows(
                IOException.class, () -> ResultFileSystem.of(new Path(path), new Configuration()))
            .getMessage());
  }

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
