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
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.unfurl.sim.metric.DataResidual;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.plan.TrialSettings;

/** The registry of tables: every table of a sweep, every column. */
public final class Tables {

  /** What came of every finished trial. */
  public static final Table<TrialRecord> TRIALS =
      new Table<>(
          "trials",
          "one row per finished trial, however it ended, baselines included",
          TrialColumns.all(),
          List.of("trial_key"),
          TrialColumns.PROVENANCE);

  /** The test rollouts, frame by frame. */
  public static final Table<RolloutRow> ROLLOUTS =
      new Table<>(
          "rollouts",
          "one row per trial with outcome OK, test rollout and frame",
          List.of(
              required(
                  "trial_key", STRING, "identity of the trial, see trials", RolloutRow::trialKey),
              required(
                  "split",
                  STRING,
                  "interpolation or extrapolation",
                  row -> row.test().split().word()),
              required(
                  "parameter",
                  DOUBLE,
                  "parameter of the system, such as its domain length factor",
                  row -> row.test().parameter()),
              required(
                  "test",
                  INT,
                  "index of the test trajectory within the parameter, from 0",
                  row -> row.test().test()),
              required(
                  "frame",
                  INT,
                  "frame of the rollout, from 1; frame 0 is the shared initial state. A"
                      + " rollout ends before its first frame that is not finite",
                  RolloutRow::frame),
              required(
                  "error",
                  DOUBLE,
                  "mean over points of the squared error, over the squared maximum of the"
                      + " reference; not clipped",
                  row -> row.score().error()),
              required(
                  "correlation",
                  DOUBLE,
                  "Pearson correlation with the reference over the points",
                  row -> row.score().correlation()),
              required(
                  "residual",
                  DOUBLE,
                  "sum over points of the squared physics residual of the step that led here",
                  row -> row.score().residual()),
              required("energy", DOUBLE, "mean over points of u²/2", row -> row.score().energy())),
          List.of("trial_key", "split", "parameter", "test", "frame"),
          Set.of());

  /** The training losses. */
  public static final Table<LossRow> LOSSES =
      new Table<>(
          "losses",
          "one row per trial and recorded update: every update of a short training, 200 to 400"
              + " evenly spaced ones and the last of a long one",
          List.of(
              required("trial_key", STRING, "identity of the trial, see trials", LossRow::trialKey),
              required("update", INT, "index of the update, from 0", row -> row.loss().update()),
              required(
                  "stage",
                  INT,
                  "index of the stage that the update is of, from 0; 0 where there is one",
                  row -> row.loss().stage()),
              required(
                  "loss",
                  DOUBLE,
                  "mean squared error over the batch, the frames with loss and the points",
                  row -> row.loss().loss()),
              required(
                  "gradient_norm",
                  DOUBLE,
                  "Euclidean norm of the whole parameter gradient",
                  row -> row.loss().gradientNorm()),
              required(
                  "learning_rate",
                  DOUBLE,
                  "learning rate of this update",
                  r -> r.loss().learningRate())),
          List.of("trial_key", "update"),
          Set.of());

  /** The reference data sets. */
  public static final Table<ReferenceResult> REFERENCES =
      new Table<>(
          "references",
          "one row per reference data set",
          List.of(
              required(
                  "reference_key",
                  STRING,
                  "content address: hash of everything that decides the data",
                  ReferenceResult::key),
              required("system", STRING, "physical system", row -> row.spec().system()),
              required(
                  "parameter",
                  DOUBLE,
                  "parameter of the system, such as its domain length factor",
                  row -> row.spec().parameter()),
              required(
                  "split",
                  STRING,
                  "train, interpolation or extrapolation",
                  row -> row.spec().split().word()),
              required(
                  "trajectories", INT, "number of trajectories", row -> row.spec().trajectories()),
              required(
                  "frames",
                  INT,
                  "recorded frames of each trajectory, the first included",
                  row -> row.spec().frames()),
              optional(
                  "seed",
                  LONG,
                  "seed of the random initial states; null if the data were not generated",
                  row -> row.spec().isRecorded() ? null : row.spec().seed().value()),
              optional(
                  "sha256",
                  STRING,
                  "checksum of the file; null if the data diverged",
                  row -> present(row, row.sha256())),
              optional(
                  "path",
                  STRING,
                  "NumPy file (trajectories, frames, channels × points), from the sweep's folder;"
                      + " null if the data diverged",
                  row -> present(row, row.path())),
              required("bytes", LONG, "size of the file in bytes", ReferenceResult::bytes),
              required(
                  "seconds",
                  DOUBLE,
                  "wall-clock seconds that its generation took, also where an earlier run did it",
                  ReferenceResult::seconds),
              required("outcome", STRING, "OK or REFERENCE_DIVERGED", Tables::outcome),
              optional(
                  "message",
                  STRING,
                  "why there are no data; null if there are",
                  Tables::divergence),
              required("host", STRING, "machine that generated it", ReferenceResult::host),
              optional(
                  "source",
                  STRING,
                  "NumPy file that the data were copied from, as the run that copied them saw it,"
                      + " and after a colon the array of an .npz file; null if generated",
                  row -> row.source().isEmpty() ? null : row.source()),
              optional(
                  "physics_residual",
                  DOUBLE,
                  "sum over points of the squared physics residual of data of your own, the largest"
                      + " of the pairs of frames compared (docs/sweep-file.md); null if generated,"
                      + " or if it could not be computed",
                  row -> residual(row, DataResidual::data)),
              optional(
                  "solver_residual",
                  DOUBLE,
                  "the same of the system's first solver, from the same frame",
                  row -> residual(row, DataResidual::solver)),
              optional(
                  "persistence_residual",
                  DOUBLE,
                  "the same of a state that stands still",
                  row -> residual(row, DataResidual::persistence))),
          List.of("reference_key"),
          Set.of(
              "path",
              "seconds",
              "host",
              "source",
              "physics_residual",
              "solver_residual",
              "persistence_residual"));

  /** The plan of the latest run. */
  public static final Table<PlannedTrial> PLAN =
      new Table<>(
          "plan",
          "one row per trial planned by the latest run",
          List.of(
              required(
                  "trial_key", STRING, "identity of the trial, see trials", PlannedTrial::trialKey),
              required(
                  "label",
                  STRING,
                  "short name that holds what varies in the sweep",
                  PlannedTrial::label),
              required("task", STRING, "task, or baseline as in trials", PlannedTrial::task),
              optional(
                  "baseline",
                  STRING,
                  "which baseline: solver or persistence; null for trained trials",
                  PlannedTrial::baseline),
              optional(
                  "modality",
                  STRING,
                  "one, nog or wig; null for baselines",
                  PlannedTrial::modality),
              optional(
                  "variant",
                  STRING,
                  "name of the first of the sweep's variants that is this trial; null if it has"
                      + " none",
                  PlannedTrial::variant),
              required(
                  "position", INT, "place in the order of work, from 0", PlannedTrial::position),
              required(
                  "predicted_seconds",
                  DOUBLE,
                  "predicted wall-clock seconds on one core",
                  PlannedTrial::predictedSeconds),
              required(
                  "configuration",
                  STRING,
                  "canonical JSON that trial_key hashes",
                  PlannedTrial::configuration)),
          List.of("trial_key"),
          Set.of("label", "variant", "position", "predicted_seconds"));

  /** Versions and settings. */
  public static final Table<RunEnvironment> ENVIRONMENT =
      new Table<>(
          "environment",
          "one row per run",
          List.of(
              required(
                  "run_id", STRING, "unique among the runs of the sweep", RunEnvironment::runId),
              required(
                  "started_at", TIMESTAMP_MICROS, "start of the run", RunEnvironment::startedAt),
              required("command", STRING, "command line as typed", RunEnvironment::command),
              required(
                  "unfurl_version", STRING, "version of Unfurl", RunEnvironment::unfurlVersion),
              required(
                  "code_commit",
                  STRING,
                  "git commit of Unfurl's sources, empty if unknown",
                  RunEnvironment::codeCommit),
              required(
                  "code_dirty",
                  BOOLEAN,
                  "whether the sources had changes beside that commit",
                  RunEnvironment::codeDirty),
              required("java", STRING, "virtual machine and version", RunEnvironment::java),
              required(
                  "os", STRING, "operating system: name, version, platform", RunEnvironment::os),
              required("cores", INT, "processors available to the driver", RunEnvironment::cores),
              required("spark", STRING, "version of Spark", RunEnvironment::spark),
              required("scala", STRING, "version of Scala", RunEnvironment::scala),
              required("hadoop", STRING, "version of Hadoop", RunEnvironment::hadoop),
              required("djl", STRING, "version of DJL", RunEnvironment::djl),
              required("pytorch", STRING, "version of PyTorch", RunEnvironment::pytorch),
              required("master", STRING, "Spark master, such as local[2]", RunEnvironment::master),
              required(
                  "settings",
                  STRING,
                  "JSON of all Spark settings but spark.hadoop.*",
                  RunEnvironment::settings)),
          List.of("run_id"),
          Set.of());

  private Tables() {}

  /** The columns of {@code trials} that hold settings, one for each. */
  public static List<Column<TrialRecord>> columns(TrialSettings settings) {
    return TrialColumns.settings(settings);
  }

  /** Every table, in the order in which documentation lists them. */
  public static List<Table<?>> all() {
    return List.of(TRIALS, ROLLOUTS, LOSSES, REFERENCES, PLAN, ENVIRONMENT);
  }

  private static String outcome(ReferenceResult row) {
    return row.divergence().isEmpty()
        ? OutcomeKind.OK.word()
        : OutcomeKind.REFERENCE_DIVERGED.word();
  }

  private static String divergence(ReferenceResult row) {
    return row.divergence().isEmpty() ? null : row.divergence();
  }

  private static Double residual(ReferenceResult row, ToDoubleFunction<DataResidual> of) {
    return row.residual() == null ? null : of.applyAsDouble(row.residual());
  }

  private static String present(ReferenceResult row, String value) {
    return row.divergence().isEmpty() ? value : null;
  }
}
