package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trial's numbers depend on its configuration alone: one sweep, run by the launcher and by
 * Spark's submit entry point, alone, side by side, shuffled, killed and resumed, on a cluster and
 * on a cluster that loses a worker, gives the same bits.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameNumbersEverywhereIT {

  private static final int SECONDS = 240;
  private static final int TRIALS = 8;
  private static final String SWEEP =
      """
      sweep: same-numbers
      system: kuramoto-sivashinsky
      task: [prediction, correction]
      modality: [one, nog, wig]
      seed: 0
      network: { architecture: conv-resnet, width: 8, depth: 2 }
      training:
        updates: 100
        frames: 150
        learning-rate: { initial: 1e-3 }
      evaluation: { tests: 3, rollout-frames: 40 }
      """;

  private Path folder;
  private Path file;
  private FinishedSweep alone;

  @BeforeAll
  void runAlone(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    file = Files.writeString(folder.resolve("same-numbers.yaml"), SWEEP);
    alone = launch("alone", "--master", "local[1]");
    assertEquals(TRIALS, alone.rows().size());
    assertTrue(alone.rows().values().stream().allMatch(row -> row.outcome().isOk()));
  }

  @Test
  void sideBySideInOneProcessInAnotherOrder() throws IOException, InterruptedException {
    launch("shuffled", "--master", "local[2]", "--shuffle", "7").assertSameNumbersAs(alone);
  }

  @Test
  void killedHalfWayAndResumed() throws IOException, InterruptedException {
    FinishedSweep sweep = sweep("killed");
    try (RunningProcess run = launcher("killed", "--master", "local[2]")) {
      run.await("two finished trials", SECONDS, () -> sweep.hasRows(2));
      run.kill();
    }
    int kept = sweep.rows().size();
    assertTrue(kept < TRIALS, "killed too late to mean anything");
    try (RunningProcess run = launcher("killed", "--master", "local[2]")) {
      assertEquals(0, run.exitCode(SECONDS), run.output());
      assertTrue(run.output().contains(kept + " have a row already"), run.output());
      assertTrue(run.output().contains("planned 8 = ok 8"), run.output());
    }
    assertEquals(TRIALS, sweep.plannedTrials());
    sweep.assertSameNumbersAs(alone);
  }

  @Test
  void aFinishedSweepIsNotRunAgain() throws IOException, InterruptedException {
    try (RunningProcess run = launcher("alone", "--master", "local[1]")) {
      assertEquals(0, run.exitCode(SECONDS), run.output());
      assertTrue(run.output().contains("8 have a row already, 0 to run"), run.output());
    }
  }

  /** With settings of the site and of the caller, with jars of his own, and without --results. */
  @Test
  void onAClusterOfTwoWorkers() throws IOException, InterruptedException {
    Path own = subfolder("own jars");
    Files.copy(Checkout.sparkJars().get(0), own.resolve("own.jar"));
    try (StandaloneCluster cluster = StandaloneCluster.start(subfolder("cluster"), 2)) {
      cluster.siteDefaults("spark.app.name from-the-site\nspark.executor.cores 7\n");
      try (RunningProcess run =
          cluster.submit(
              folder.resolve("submitted.log"),
              Map.of("UNFURL_CLASSPATH", own + "/*"),
              "--conf",
              "spark.executor.heartbeatInterval=3s",
              "--",
              "run",
              file.toString())) {
        assertEquals(0, run.exitCode(SECONDS), run.output());
      }
      assertEquals(List.of(), cluster.writtenByExecutors());
    }
    assertFalse(Files.exists(folder.resolve("cluster/results/same-numbers/_shared")));
    FinishedSweep sweep = sweep("cluster/results");
    sweep.assertSameNumbersAs(alone);
    String settings = sweep.settings();
    assertTrue(settings.contains("\"spark.app.name\":\"from-the-site\""), settings);
    assertTrue(settings.contains("\"spark.executor.cores\":\"1\""), settings);
    assertTrue(settings.contains("\"spark.executor.heartbeatInterval\":\"3s\""), settings);
    assertTrue(settings.contains("own%20jars/own.jar"), settings);
  }

  @Test
  void onAClusterThatLosesAWorker() throws IOException, InterruptedException {
    FinishedSweep sweep = sweep("bereft");
    try (StandaloneCluster cluster = StandaloneCluster.start(subfolder("bereft-cluster"), 2);
        RunningProcess run = submit(cluster, "bereft")) {
      run.await("a finished trial", SECONDS, () -> sweep.hasRows(1));
      // The worker and, with it, its executor in the middle of a trial.
      cluster.workers().get(0).close();
      assertEquals(0, run.exitCode(SECONDS), run.output());
    }
    sweep.assertSameNumbersAs(alone);
  }

  private FinishedSweep launch(String results, String... options)
      throws IOException, InterruptedException {
    try (RunningProcess run = launcher(results, options)) {
      assertEquals(0, run.exitCode(SECONDS), run.output());
    }
    return sweep(results);
  }

  private RunningProcess launcher(String results, String... options) throws IOException {
    return RunningProcess.unfurl(
        folder, folder.resolve(results + ".log"), arguments(results, options));
  }

  private RunningProcess submit(StandaloneCluster cluster, String results) throws IOException {
    return cluster.submit(folder.resolve(results + ".log"), arguments(results));
  }

  private String[] arguments(String results, String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    arguments[1] = file.toString();
    arguments[2] = "--results";
    arguments[3] = folder.resolve(results).toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return arguments;
  }

  private FinishedSweep sweep(String results) {
    return new FinishedSweep(folder.resolve(results), "same-numbers");
  }

  private Path subfolder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }
}
