package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.table.Column;
import org.unfurl.sweep.table.Table;
import org.unfurl.sweep.table.Tables;

/** The README's line for Spark: {@code spark.read.parquet} of a table's folder. */
class TablesInSparkTest {

  private static final String SWEEP =
      """
      sweep: readable
      system: kuramoto-sivashinsky
      task: prediction
      modality: one
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      training: { updates: 5, frames: 60, learning-rate: { initial: 1e-3 } }
      evaluation: { tests: 2, rollout-frames: 15 }
      """;

  @Test
  void everyTableIsReadInOneLine(@TempDir Path results)
      throws IOException, RunRefusedException, InterruptedException {
    Plan plan = SweepFiles.plan(SWEEP);
    new SweepRun(
            plan,
            results.toString(),
            SparkSessions.configuration("local[2]"),
            new PrintWriter(new StringWriter()),
            false)
        .run(
            new SweepRun.Request(
                plan.trials(), EnumSet.of(Only.MISSING), OptionalLong.empty(), "test"));
    try (SparkSession spark =
        SparkSession.builder().config(SparkSessions.configuration("local[1]")).getOrCreate()) {
      for (Table<?> table : Tables.all()) {
        Dataset<Row> rows =
            spark.read().parquet(results.resolve("readable").resolve(table.name()).toString());
        assertEquals(
            table.columns().stream().map(Column::name).toList(), Arrays.asList(rows.columns()));
      }
      Dataset<Row> trials = spark.read().parquet(results.resolve("readable/trials").toString());
      assertEquals(3, trials.count());
      // 2 trajectories of 16 frames on 48 points, and 3 batches of 2 states for the rollout; the
      // trials ran side by side.
      assertEquals(
          Collections.nCopies(2, 8L * 2 * (16 + 3) * 48),
          trials
              .where("task = 'baseline'")
              .select("peak_memory_bytes")
              .as(Encoders.LONG())
              .collectAsList());
    }
  }
}
