package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training: { updates: 10, frames: 60, learning-rate: { initial: 1e-3 } }
      evaluation: { tests: 2, rollout-frames: 20 }
      """;

  private Path folder;
  private StandaloneCluster cluster;
  private RunningProcess tooLarge;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    cluster = StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 2);
    Files.writeString(cluster.folder().resolve("checked.yaml"), SWEEP);
    // It waits beside the other, and takes nothing from it.
    tooLarge =
        cluster.submit(
            folder.resolve("too-large.log"),
            "--conf",
            "spark.executor.memory=64g",
            "--",
            "run",
            "checked.yaml",
            "--results",
            folder.resolve("too-large").toString());
  }

  @AfterAll
  void stop() {
    tooLarge.close();
    cluster.close();
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
    assertEquals(List.of(), cluster.writtenByExecutors());
  }

  @Test
  void anExecutorLargerThanAnyWorkerIsToldOf() throws IOException, InterruptedException {
    tooLarge.await("a line", SECONDS, () -> output(tooLarge).contains("no executor for 15 s"));
    assertTrue(
        tooLarge
            .output()
            .contains(
                " for executors with spark.executor.cores 1 and spark.executor.memory 64g; the"
                    + " largest of its workers (2) has 1 core and 1200m, free "),
        tooLarge.output());
    tooLarge.terminate();
    tooLarge.exitCode(SECONDS);
    assertTrue(
        tooLarge.output().contains("interrupted; the same command resumes"), tooLarge.output());
  }

  private static String output(RunningProcess run) {
    try {
      return run.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
