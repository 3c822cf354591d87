package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong on a cluster is told in a line, and nothing is written elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterChecksIT {

  private static final int SECONDS = 240;
  static final String SWEEP =
      """
      sweep: checked
      system: kuramoto-sivashinsky
      task: correction
      modality: one
      seed: [0, 1]
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training: { updates: 10, frames: 60, learning-rate: { initial: 1e-3 } }
      evaluation: { tests: 2, rollout-frames: 20 }
      """;

  private Path folder;
  private StandaloneCluster cluster;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    cluster = StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 2);
    Files.writeString(cluster.folder().resolve("checked.yaml"), SWEEP);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void withoutResultsEverythingLiesInTheDriversFolder() throws IOException, InterruptedException {
    cluster.siteDefaults("spark.app.name from-the-site\nspark.executor.cores 7\n");
    Path own = Files.createDirectories(folder.resolve("own jars"));
    Files.copy(Checkout.sparkJars().get(0), own.resolve("own.jar"));
    try (RunningProcess run =
        cluster.submit(
            folder.resolve("without-results.log"),
            Map.of("UNFURL_CLASSPATH", own + "/*"),
            "--conf",
            "spark.executor.heartbeatInterval=3s",
            "--",
            "run",
            "checked.yaml")) {
      assertEquals(0, run.exitCode(SECONDS), run.output());
      assertTrue(run.output().contains("planned 4 = ok 4"), run.output());
    }
    Path results = cluster.folder().resolve("results");
    assertEquals(4, new FinishedSweep(results, "checked").rows().size());
    assertEquals(4, count(results.resolve("checked/models")), "two networks and their cards");
    assertTrue(count(results.resolve("reference-data")) > 0);
    assertFalse(Files.exists(results.resolve("checked/_shared")));
    assertEquals(List.of(), writtenByExecutors());
    String settings = new FinishedSweep(results, "checked").settings();
    assertTrue(settings.contains("\"spark.app.name\":\"from-the-site\""), settings);
    assertTrue(settings.contains("\"spark.executor.cores\":\"1\""), settings);
    assertTrue(settings.contains("\"spark.executor.heartbeatInterval\":\"3s\""), settings);
    assertTrue(settings.contains("own%20jars/own.jar"), settings);
  }

  @Test
  void aFolderThatExecutorsDoNotSeeIsRefused() throws IOException, InterruptedException {
    Path own = Path.of("/proc/self/cwd");
    assumeTrue(Files.exists(own), "no path here that means another folder in every process");
    try (RunningProcess run =
        cluster.submit(
            folder.resolve("unseen.log"),
            "run",
            "checked.yaml",
            "--results",
            "file://" + own + "/unseen")) {
      assertEquals(2, run.exitCode(SECONDS), run.output());
      assertTrue(
          run.output()
              .contains(
                  "--results (file:/proc/self/cwd/unseen/checked) must be a folder that driver and"
                      + " executors share, but executor "),
          run.output());
      assertTrue(
          run.output()
              .contains(
                  " on 127.0.0.1 does not find the file _shared that the driver keeps there; choose"
                      + " hdfs:, s3a:, or a folder that every machine mounts"),
          run.output());
    }
    assertEquals(List.of(), writtenByExecutors());
  }

  @Test
  void anExecutorLargerThanAnyWorkerIsToldOf() throws IOException, InterruptedException {
    try (RunningProcess run =
        cluster.submit(
            folder.resolve("too-large.log"),
            "--conf",
            "spark.executor.memory=64g",
            "--",
            "run",
            "checked.yaml",
            "--results",
            folder.resolve("too-large").toString())) {
      run.await("a line", SECONDS, () -> output(run).contains("no executor for 15 s"));
      assertTrue(
          run.output()
              .contains(
                  " for executors with spark.executor.cores 1 and spark.executor.memory 64g; the"
                      + " largest of its workers (2) has 1 core and 1200m, free "),
          run.output());
      run.terminate();
      run.exitCode(SECONDS);
      assertTrue(run.output().contains("interrupted; the same command resumes"), run.output());
    }
  }

  /** What lies in the executors' work folders under a name that only Unfurl gives. */
  private List<Path> writtenByExecutors() throws IOException {
    try (Stream<Path> files = Files.walk(cluster.folder())) {
      return files
          .filter(file -> file.toString().contains("/work-"))
          .filter(
              file ->
                  file.endsWith("models")
                      || file.endsWith("reference-data")
                      || file.endsWith("checked"))
          .toList();
    }
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static String output(RunningProcess run) {
    try {
      return run.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
