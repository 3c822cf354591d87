package org.unfurl.sweep.table;

import static org.unfurl.sweep.table.Column.optional;
import static org.unfurl.sweep.table.Column.required;
import static org.unfurl.sweep.table.ColumnType.BOOLEAN;
import static org.unfurl.sweep.table.ColumnType.DOUBLE;
import static org.unfurl.sweep.table.ColumnType.INT;
import static org.unfurl.sweep.table.ColumnType.LONG;
import static org.unfurl.sweep.table.ColumnType.STRING;
import static org.unfurl.sweep.table.ColumnType.TIMESTAMP_MICROS;

import java.util.List;
import org.unfurl.sweep.outcome.ReferenceResult;

/** The registry of tables: every table of a sweep, every column. */
public final class Tables {

  /** What came of every finished trial. */
  public static final Table<TrialRecord> TRIALS =
      new Table<>("trials", "one row per finished trial", TrialColumns.all());

  /** The test rollouts, frame by frame. */
  public static final Table<RolloutRow> ROLLOUTS =
      new Table<>(
          "rollouts",
          "one row per trial, test rollout and frame",
          List.of(
              required("trial_key", STRING, "see trials", RolloutRow::trialKey),
              required("split", STRING, "test split", row -> row.test().split().word()),
              required("parameter", DOUBLE, "of the system", row -> row.test().parameter()),
              required("test", INT, "index within the parameter", row -> row.test().test()),
              required("frame", INT, "from 1", RolloutRow::frame),
              required("error", DOUBLE, "relative squared error", row -> row.score().error()),
              required("correlation", DOUBLE, "Pearson", row -> row.score().correlation()),
              required("residual", DOUBLE, "squared, of physics", row -> row.score().residual()),
              required("energy", DOUBLE, "mean of u^2/2", row -> row.score().energy())));

  /** The training losses. */
  public static final Table<LossRow> LOSSES =
      new Table<>(
          "losses",
          "one row per trial and recorded update",
          List.of(
              required("trial_key", STRING, "see trials", LossRow::trialKey),
              required("update", INT, "from 0", row -> row.loss().update()),
              required("loss", DOUBLE, "mean squared error", row -> row.loss().loss()),
              required("gradient_norm", DOUBLE, "Euclidean", row -> row.loss().gradientNorm()),
              required("learning_rate", DOUBLE, "of the update", r -> r.loss().learningRate())));

  /** The reference data sets. */
  public static final Table<ReferenceResult> REFERENCES =
      new Table<>(
          "references",
          "one row per reference data set",
          List.of(
              required("reference_key", STRING, "content address", ReferenceResult::key),
              required("system", STRING, "physical system", row -> row.spec().system()),
              required("parameter", DOUBLE, "of the system", row -> row.spec().parameter()),
              required("split", STRING, "train or test split", row -> row.spec().split().word()),
              required("trajectories", INT, "how many", row -> row.spec().trajectories()),
              required("frames", INT, "the first included", row -> row.spec().frames()),
              required("seed", LONG, "of initial states", row -> row.spec().seed().value()),
              optional("sha256", STRING, "of the file", row -> present(row, row.sha256())),
              optional("path", STRING, "of the file", row -> present(row, row.path())),
              required("bytes", LONG, "size of the file", ReferenceResult::bytes),
              required("seconds", DOUBLE, "to generate", ReferenceResult::seconds),
              required("outcome", STRING, "OK or REFERENCE_DIVERGED", Tables::outcome),
              optional("message", STRING, "why there is no data", Tables::divergence),
              required("host", STRING, "where it was generated", ReferenceResult::host)));

  /** The plan of the latest run. */
  public static final Table<PlannedTrial> PLAN =
      new Table<>(
          "plan",
          "one row per planned trial",
          List.of(
              required("trial_key", STRING, "see trials", PlannedTrial::trialKey),
              required("label", STRING, "short name", PlannedTrial::label),
              required("task", STRING, "task, or baseline", PlannedTrial::task),
              required("modality", STRING, "or which baseline", PlannedTrial::modality),
              required("position", INT, "in the order of work", PlannedTrial::position),
              required("predicted_seconds", DOUBLE, "one core", PlannedTrial::predictedSeconds),
              required("configuration", STRING, "JSON", PlannedTrial::configuration)));

  /** Versions and settings. */
  public static final Table<RunEnvironment> ENVIRONMENT =
      new Table<>(
          "environment",
          "one row per run",
          List.of(
              required("run_id", STRING, "unique in the sweep", RunEnvironment::runId),
              required("started_at", TIMESTAMP_MICROS, "of the run", RunEnvironment::startedAt),
              required("command", STRING, "as typed", RunEnvironment::command),
              required("unfurl_version", STRING, "ours", RunEnvironment::unfurlVersion),
              required("code_commit", STRING, "of our sources", RunEnvironment::codeCommit),
              required("code_dirty", BOOLEAN, "sources changed", RunEnvironment::codeDirty),
              required("java", STRING, "version", RunEnvironment::java),
              required("os", STRING, "name, version, platform", RunEnvironment::os),
              required("cores", INT, "of the driver", RunEnvironment::cores),
              required("spark", STRING, "version", RunEnvironment::spark),
              required("scala", STRING, "version", RunEnvironment::scala),
              required("hadoop", STRING, "version", RunEnvironment::hadoop),
              required("djl", STRING, "version", RunEnvironment::djl),
              required("pytorch", STRING, "version", RunEnvironment::pytorch),
              required("master", STRING, "Spark master", RunEnvironment::master),
              required("settings", STRING, "JSON of the rest", RunEnvironment::settings)));

  private Tables() {}

  /** Every table, in the order in which documentation lists them. */
  public static List<Table<?>> all() {
    return List.of(TRIALS, ROLLOUTS, LOSSES, REFERENCES, PLAN, ENVIRONMENT);
  }

  private static String outcome(ReferenceResult row) {
    return row.divergence().isEmpty() ? "OK" : "REFERENCE_DIVERGED";
  }

  private static String divergence(ReferenceResult row) {
    return row.divergence().isEmpty() ? null : row.divergence();
  }

  private static String present(ReferenceResult row, String value) {
    return row.divergence().isEmpty() ? value : null;
  }
}
