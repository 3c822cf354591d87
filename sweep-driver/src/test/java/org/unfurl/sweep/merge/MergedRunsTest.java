package org.unfurl.sweep.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.report.Coverage;
import org.unfurl.sweep.run.Only;
import org.unfurl.sweep.run.SweepRun;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.sweep.table.OnDifference;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;

/** What two machines computed of one sweep, for real. */
class MergedRunsTest {

  @TempDir private Path folder;
  private final StringWriter console = new StringWriter();

  @Test
  void whatTwoMachinesComputedIsOneSweepWhereverItIsMoved() throws Exception {
    run("here", seeds("[0, 1]"), "local[2]");
    run("there", seeds("[1, 2]"), "local[2]");
    List<String> lines =
        new ResultsMerge(
                List.of(at("here"), at("there")),
                at("all"),
                OnDifference.REFUSE,
                new Configuration(),
                new PrintWriter(console),
                false)
            .run();
    // Two modalities of three seeds, two baselines.
    assertEquals("sweep tiny: 8 trials, 8 taken, 4 equal in several folders", lines.get(0));

    Plan whole = seeds("[0, 1, 2]");
    assertEverythingIsThere("all", whole);
    Files.move(folder.resolve("all"), folder.resolve("elsewhere"));
    assertEverythingIsThere("elsewhere", whole);
  }

  private void assertEverythingIsThere(String results, Plan plan) throws Exception {
    // Nothing is left to run, and so no Spark starts, which this master would prevent.
    run(results, plan, "foo");
    assertTrue(console.toString().contains("8 have a row already, 0 to run"), console.toString());
    List<TrialRow> rows = ResultReader.of(at(results + "/tiny"), new Configuration()).trials();
    assertEquals("planned 8 = ok 8", Coverage.of(plan.keys(), rows).banner());
    Path sweep = folder.resolve(results).resolve("tiny");
    for (TrialRow row : rows) {
      if (row.baseline() == null) {
        assertTrue(Files.exists(sweep.resolve(row.modelPath())), row.modelPath());
        assertEquals(
            sweep.resolve(row.modelPath()).toString(),
            ResultLayout.model(at(results + "/tiny"), row.modelPath()).toUri().getPath());
      }
    }
    try (Stream<Path> data = Files.list(folder.resolve(results).resolve("reference-data"))) {
      assertEquals(
          plan.references().size(), data.filter(file -> file.toString().endsWith(".npy")).count());
    }
  }

  private void run(String results, Plan plan, String master)
      throws RunRefusedException, InterruptedException {
    SweepRun run =
        new SweepRun(
            plan,
            folder.resolve(results).toString(),
            SparkSessions.configuration(master),
            new PrintWriter(console),
            false);
    assertTrue(
        run.run(
            new SweepRun.Request(
                plan.trials(), EnumSet.of(Only.MISSING), OptionalLong.empty(), "test")));
  }

  private static Plan seeds(String seeds) {
    return SweepFiles.plan(SweepFiles.TINY.replace("seed: 0", "seed: " + seeds));
  }

  private org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }
}
