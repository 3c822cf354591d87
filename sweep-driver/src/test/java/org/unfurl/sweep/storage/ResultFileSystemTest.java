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

  @Test
  void aSchemeThatHadoopDoesNotKnowIsToldWithTheFix() {
    assertRefused(
        "s3://bucket/results",
        "no file system for s3://bucket/results: scheme (s3) must be s3a: with Hadoop; write s3a:,"
            + " and add its jars to UNFURL_CLASSPATH, or submit with them (hadoop-aws for s3a:)");
    assertRefused(
        "gs://bucket/results",
        "no file system for gs://bucket/results: scheme (gs) needs jars that are not there; add its"
            + " jars to UNFURL_CLASSPATH, or submit with them (gcs-connector, the one for Hadoop 3"
            + " for gs:)");
    assertRefused(
        "hfds://host/results",
        "no file system for hfds://host/results: scheme (hfds) is unknown; did you mean hdfs:?");
    assertRefused(
        "sa3://bucket/results",
        "no file system for sa3://bucket/results: scheme (sa3) is unknown; did you mean s3a:?");
    assertRefused(
        "unknown:/results",
        "no file system for unknown:/results: scheme (unknown) is unknown; choose from file:, ftp:,"
            + " har:, hdfs:, http:, https:, swebhdfs:, viewfs:, webhdfs:, or add the jars of another file"
            + " system to UNFURL_CLASSPATH");
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
