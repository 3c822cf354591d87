package org.unfurl.sweep.table;

import static org.unfurl.sweep.table.Column.optional;
import static org.unfurl.sweep.table.Column.required;
import static org.unfurl.sweep.table.ColumnType.DOUBLE;
import static org.unfurl.sweep.table.ColumnType.INT;
import static org.unfurl.sweep.table.ColumnType.LONG;
import static org.unfurl.sweep.table.ColumnType.STRING;
import static org.unfurl.sweep.table.ColumnType.TIMESTAMP_MICROS;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.unfurl.sim.metric.RolloutScore;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.outcome.TrialResult.TestScore;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Effort;

/** The columns of {@code trials}. */
final class TrialColumns {
  static final String BASELINE = "baseline";

  /** A repeated trial has other values here; memory depends on the kind of processor. */
  static final Set<String> PROVENANCE =
      Set.of(
          "sweep",
          "label",
          "error_stack",
          "reference_seconds",
          "train_seconds",
          "evaluate_seconds",
          "peak_memory_bytes",
          "run_id",
          "host",
          "started_at",
          "model_path");

  private TrialColumns() {}

  static List<Column<TrialRecord>> all() {
    return Stream.of(
            identity(),
            settings(TrialSettings.registered()),
            budget(),
            outcome(),
            cost(),
            metrics(),
            provenance())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Column<TrialRecord>> identity() {
    return List.of(
        required(
            "trial_key",
            STRING,
            "identity: hash of everything that decides the trial's numbers; joins the tables",
            TrialRecord::key),
        required("sweep", STRING, "name of the sweep", t -> t.provenance().sweep()),
        required(
            "label",
            STRING,
            "short name that holds what varies in the sweep",
            trial -> trial.result().trial().label()));
  }

  /** One for each setting, null where it makes no difference to the trial. */
  static List<Column<TrialRecord>> settings(TrialSettings settings) {
    return settings.kept().stream().map(TrialColumns::of).toList();
  }

  private static Column<TrialRecord> of(Setting<?> setting) {
    boolean task = setting.equals(Task.SETTING);
    String unit = setting.unit().isEmpty() ? "" : ", in " + setting.unit();
    return new Column<>(
        setting.column(),
        ColumnType.of(setting.kind()),
        !task && !setting.equals(TrialSettings.SYSTEM),
        setting.meaning() + unit + (task ? "; baseline for rows that learn nothing" : ""),
        trial -> {
          Object plain = config(trial).values().plain(setting);
          return plain == null && task ? BASELINE : ColumnType.stored(setting, plain);
        });
  }

  private static List<Column<TrialRecord>> budget() {
    return List.of(
        optional(
            "baseline",
            STRING,
            "which baseline: solver or persistence; null for trained trials",
            TrialColumns::baseline),
        required(
            "parameters",
            LONG,
            "trainable numbers of the network; 0 for baselines",
            t -> t.result().parameterCount()),
        required(
            "sweep_seed",
            LONG,
            "seed that all randomness of the sweep derives from",
            t -> config(t).sweepSeed().value()),
        evaluated("tests_planned", "test trajectories asked for per parameter", Evaluation::tests),
        evaluated(
            "error_horizon",
            "frames over which relative_error is averaged",
            Evaluation::errorHorizon),
        evaluated(
            "rollout_frames",
            "frames rolled out, where stable_frames and correlated_frames are censored",
            Evaluation::rolloutFrames));
  }

  private static List<Column<TrialRecord>> outcome() {
    return List.of(
        required(
            "outcome",
            STRING,
            "how it ended: OK, REFERENCE_DIVERGED, TRAINING_DIVERGED, OUT_OF_MEMORY, LOST"
                + " or FAILED",
            trial -> trial.result().outcome().kind().word()),
        optional(
            "diverged_update",
            INT,
            "index of the update at which training diverged",
            t -> diverged(t, Outcome.TrainingDiverged::update)),
        optional(
            "diverged_at",
            STRING,
            "what was not finite first: solver, network, loss or gradient; or rise: the loss was too"
                + " high for too long",
            t -> diverged(t, diverged -> diverged.where().word())),
        optional(
            "diverged_frame",
            INT,
            "frame of the training window, from 1, in which the solver or the network was not"
                + " finite",
            t -> diverged(t, TrialColumns::divergedFrame)),
        optional(
            "last_loss",
            DOUBLE,
            "training loss recorded last; the last finite one if training diverged",
            TrialColumns::lastLoss),
        optional(
            "error_class",
            STRING,
            "Java class of the error; only if FAILED",
            t -> failure(t, Outcome.Failed::errorClass)),
        optional(
            "error_message",
            STRING,
            "why there is no result; null if OK",
            trial -> trial.result().outcome().message().orElse(null)),
        optional(
            "error_stack",
            STRING,
            "stack trace; only if FAILED",
            t -> failure(t, Outcome.Failed::stack)));
  }

  private static List<Column<TrialRecord>> cost() {
    return List.of(
        effort("updates", INT, "optimiser updates taken", Effort::updates),
        effort(
            "samples", LONG, "target states that carried loss, over all updates", Effort::samples),
        optional(
            "best_update",
            INT,
            "updates after which the validation loss was lowest; null if there was none",
            TrialColumns::bestUpdate),
        effort(
            "network_applications",
            LONG,
            "evaluations of the network in training and validation, counted per state",
            Effort::networkApplications),
        effort(
            "solver_steps",
            LONG,
            "solver frames computed in training and validation, counted per state",
            Effort::solverSteps),
        effort(
            "vjps",
            LONG,
            "solver adjoint frames computed in training, counted per state",
            Effort::solverVjps),
        timing("reference_seconds", "reading reference data", TrialResult.Timing::referenceSeconds),
        timing("train_seconds", "training", TrialResult.Timing::trainSeconds),
        timing(
            "evaluate_seconds",
            "test rollouts and their scores",
            TrialResult.Timing::evaluateSeconds),
        optional(
            "peak_memory_bytes",
            LONG,
            "the most bytes of arrays that the trial held at once, see above; null if it was lost"
                + " or never started",
            TrialColumns::peakMemory));
  }

  private static List<Column<TrialRecord>> metrics() {
    return List.of(
        required(
            "tests",
            INT,
            "test rollouts scored, over both test splits and all their parameters",
            t -> t.result().scores().size()),
        mean(
            "relative_error",
            "mean over all test rollouts of the relative error: squared error over the"
                + " squared maximum of the reference, clipped at 30, mean of the frames 0 to"
                + " error_horizon",
            any -> true,
            RolloutScore::relativeError),
        mean(
            "relative_error_interpolation",
            "relative_error over the interpolation split alone",
            Split.INTERPOLATION,
            RolloutScore::relativeError),
        mean(
            "relative_error_extrapolation",
            "relative_error over the extrapolation split alone",
            Split.EXTRAPOLATION,
            RolloutScore::relativeError),
        mean(
            "mean_squared_error",
            "the same mean without the division by the squared maximum",
            any -> true,
            RolloutScore::meanSquaredError),
        mean(
            "stable_frames",
            "mean over all test rollouts of the first frame whose physics residual"
                + " exceeds the system's threshold",
            any -> true,
            RolloutScore::stableFrames),
        mean(
            "correlated_frames",
            "mean over all test rollouts of the first frame of a lasting loss of correlation",
            any -> true,
            RolloutScore::correlatedFrames));
  }

  private static List<Column<TrialRecord>> provenance() {
    return List.of(
        required(
            "run_id",
            STRING,
            "the run that made the row, see environment",
            t -> t.provenance().runId()),
        required("host", STRING, "machine that ran it", trial -> trial.result().host()),
        required("started_at", TIMESTAMP_MICROS, "when the trial started", TrialColumns::startedAt),
        optional(
            "model_path",
            STRING,
            "safetensors file of the trained weights, from the sweep's folder; null if none were"
                + " kept",
            t -> orNull(t.result().modelPath())),
        required(
            "configuration",
            STRING,
            "canonical JSON that trial_key hashes",
            TrialRecord::configuration),
        required(
            "code_fingerprint",
            STRING,
            "of the solver and training code that made the row; rows of other code are stale",
            t -> t.provenance().codeFingerprint()));
  }

  private static Column<TrialRecord> evaluated(
      String name, String meaning, Function<Evaluation, Object> value) {
    return required(name, INT, meaning, trial -> value.apply(config(trial).evaluation()));
  }

  private static Column<TrialRecord> effort(
      String name, ColumnType type, String meaning, Function<Effort, Object> value) {
    return required(name, type, meaning, trial -> value.apply(trial.result().effort()));
  }

  private static Column<TrialRecord> timing(
      String name, String meaning, Function<TrialResult.Timing, Object> value) {
    return required(
        name,
        DOUBLE,
        "wall-clock seconds of " + meaning,
        trial -> value.apply(trial.result().timing()));
  }

  private static Column<TrialRecord> mean(
      String name, String meaning, Split split, ToDoubleFunction<RolloutScore> metric) {
    return mean(name, meaning, test -> test.split() == split, metric);
  }

  private static Column<TrialRecord> mean(
      String name,
      String meaning,
      Predicate<TestScore> which,
      ToDoubleFunction<RolloutScore> metric) {
    return optional(
        name,
        DOUBLE,
        meaning,
        trial -> {
          OptionalDouble mean =
              trial.result().scores().stream()
                  .filter(which)
                  .map(TestScore::score)
                  .mapToDouble(metric)
                  .average();
          return mean.isPresent() ? (Object) mean.getAsDouble() : null;
        });
  }

  private static TrialConfig config(TrialRecord trial) {
    return trial.result().trial().config();
  }

  private static String baseline(TrialRecord trial) {
    return config(trial) instanceof TrialConfig.Bare bare ? bare.baseline().word() : null;
  }

  private static <T> T diverged(TrialRecord trial, Function<Outcome.TrainingDiverged, T> value) {
    return trial.result().outcome() instanceof Outcome.TrainingDiverged diverged
        ? value.apply(diverged)
        : null;
  }

  private static Integer divergedFrame(Outcome.TrainingDiverged diverged) {
    OptionalInt frame = diverged.where().frame();
    return frame.isPresent() ? (Integer) frame.getAsInt() : null;
  }

  private static Integer bestUpdate(TrialRecord trial) {
    int update = trial.result().effort().bestUpdate();
    return update < 0 ? null : (Integer) update;
  }

  private static Double lastLoss(TrialRecord trial) {
    double last =
        trial.result().outcome() instanceof Outcome.TrainingDiverged diverged
            ? diverged.lastFiniteLoss()
            : trial.result().losses().stream()
                .reduce((earlier, later) -> later)
                .map(loss -> loss.loss())
                .orElse(Double.NaN);
    return Double.isFinite(last) ? (Double) last : null;
  }

  private static String failure(TrialRecord trial, Function<Outcome.Failed, String> value) {
    return trial.result().outcome() instanceof Outcome.Failed failed ? value.apply(failed) : null;
  }

  private static Long peakMemory(TrialRecord trial) {
    long bytes = trial.result().peakMemoryBytes();
    return bytes < 0 ? null : (Long) bytes;
  }

  private static Instant startedAt(TrialRecord trial) {
    return Instant.ofEpochMilli(trial.result().timing().startedAtMillis());
  }

  private static String orNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
