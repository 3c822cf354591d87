package org.unfurl.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {

  @TempDir private java.nio.file.Path local;

  @Test
  void theTokenIsThereAsLongAsTheFolderIsOffered() throws IOException {
    SharedFolder shared = offer();
    shared.require();
    shared.requireWritable();
    assertEquals(List.of("_shared"), names());
    shared.close();
    assertEquals(List.of(), names());
    assertThrows(IOException.class, shared::require);
  }

  /** As an executor sees it that has a folder of the same name from an earlier run. */
  @Test
  void aFolderWithAnotherTokenIsAnotherFolder() throws IOException {
    SharedFolder before = offer();
    offer();
    IOException refused = assertThrows(IOException.class, before::requireWritable);
    assertEquals(
        "--results ("
            + folder()
            + ") must be a folder that driver and executors share, but this process does not find"
            + " the file _shared that the driver keeps there",
        refused.getMessage());
  }

  @Test
  void whereItIsNotSeenNothingIsMade() throws IOException {
    SharedFolder shared = offer();
    Files.delete(local.resolve("_shared"));
    Files.delete(local);
    assertThrows(IOException.class, shared::requireWritable);
    assertFalse(Files.exists(local));
    Files.createDirectory(local);
  }

  @Test
  void oneProcessLooksForNothing() throws IOException {
    try (SharedFolder own = SharedFolder.ofOneProcess(folder(), new Configuration())) {
      own.require();
    }
    assertEquals(List.of(), names());
  }

  @Test
  void aRelativePathIsTheDrivers() throws IOException {
    Path here = new Path("file:" + System.getProperty("user.dir"));
    assertEquals(
        new Path(here, "results/sweep"),
        SharedFolder.qualified(new Path("results/sweep"), new SparkConf()));
    assertEquals(
        new Path("file:/results"), SharedFolder.qualified(new Path("/results"), new SparkConf()));
  }

  @Test
  void aRelativePathOfADriverThatTheClusterStartsIsRefused() throws IOException {
    SparkConf hosted = new SparkConf().set("spark.submit.deployMode", "cluster");
    IOException refused =
        assertThrows(IOException.class, () -> SharedFolder.qualified(new Path("results"), hosted));
    assertEquals(
        "it is relative, and the working folder of a driver that the cluster starts goes with the"
            + " driver; choose hdfs:, s3a:, or the whole path of a folder that every machine mounts",
        refused.getMessage());
    assertEquals(new Path("file:/results"), SharedFolder.qualified(new Path("/results"), hosted));
  }

  private SharedFolder offer() throws IOException {
    return SharedFolder.offer(folder(), new Configuration());
  }

  private Path folder() {
    return new Path(local.toUri());
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(local)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
