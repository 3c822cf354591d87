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
import org.unfurl.train.trainer.Effort;
import org.unfurl.train.trainer.TrainingConfig;

/** The columns of {@code trials}. */
final class TrialColumns {
  static final String BASELINE = "baseline";

  private TrialColumns() {}

  static List<Column<TrialRecord>> all() {
    return Stream.of(identity(), axes(), budget(), outcome(), cost(), metrics(), provenance())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Column<TrialRecord>> identity() {
    return List.of(
        required("trial_key", STRING, "hash of the configuration", TrialRecord::key),
        required("sweep", STRING, "name of the sweep", TrialRecord::sweep),
        required("label", STRING, "short name", trial -> trial.result().trial().label()));
  }

  private static List<Column<TrialRecord>> axes() {
    return List.of(
        required("system", STRING, "physical system", trial -> config(trial).system()),
        optional("scheme", STRING, "cheap solver; none where none runs", TrialColumns::scheme),
        required("task", STRING, "task, or baseline", TrialColumns::task),
        optional("baseline", STRING, "solver or persistence", TrialColumns::baseline),
        trained("modality", STRING, "one, nog or wig", training -> training.modality().word()),
        trained("unroll_length", INT, "frames per window", TrainingConfig::unrollLength),
        trained("warm_up", INT, "first frames without loss", TrainingConfig::warmUp),
        trained("truncation", INT, "links are cut every so many", TrainingConfig::truncation),
        trained("architecture", STRING, "network", training -> training.architecture().name()),
        trained("width", INT, "features per point", training -> training.architecture().width()),
        trained("depth", INT, "residual blocks", training -> training.architecture().depth()),
        required("parameters", LONG, "trainable numbers", t -> t.result().parameterCount()),
        optional("seed", LONG, "index of the replicate", TrialColumns::seed),
        required("sweep_seed", LONG, "seed of the sweep", t -> config(t).sweepSeed().value()));
  }

  private static List<Column<TrialRecord>> budget() {
    return List.of(
        trained("batch_size", INT, "windows per update", TrainingConfig::batchSize),
        trained("updates_planned", INT, "optimiser updates asked for", TrainingConfig::updates),
        optional("training_frames", INT, "of each trajectory", TrialColumns::trainingFrames),
        trained("learning_rate", DOUBLE, "initial", training -> training.learningRate().initial()),
        evaluated("tests_planned", "test trajectories per parameter", Evaluation::tests),
        evaluated("error_horizon", "frames in relative_error", Evaluation::errorHorizon),
        evaluated("rollout_frames", "frames rolled out", Evaluation::rolloutFrames));
  }

  private static List<Column<TrialRecord>> outcome() {
    return List.of(
        required("outcome", STRING, "how it ended", trial -> trial.result().outcome().word()),
        optional("diverged_update", INT, "update that diverged", TrialColumns::divergedUpdate),
        optional("last_loss", DOUBLE, "last finite training loss", TrialColumns::lastLoss),
        optional(
            "error_class", STRING, "of a failure", t -> failure(t, Outcome.Failed::errorClass)),
        optional("error_message", STRING, "of a failure", TrialColumns::errorMessage),
        optional("error_stack", STRING, "of a failure", t -> failure(t, Outcome.Failed::stack)));
  }

  private static List<Column<TrialRecord>> cost() {
    return List.of(
        effort("updates", INT, "optimiser updates taken", Effort::updates),
        effort("samples", LONG, "target states that carried loss", Effort::samples),
        effort("solver_steps", LONG, "solver frames, per state", Effort::solverSteps),
        effort("vjps", LONG, "solver adjoint frames, per state", Effort::solverVjps),
        timing("reference_seconds", "reading references", TrialResult.Timing::referenceSeconds),
        timing("train_seconds", "training", TrialResult.Timing::trainSeconds),
        timing("evaluate_seconds", "rollouts and scores", TrialResult.Timing::evaluateSeconds),
        optional("peak_memory_bytes", LONG, "resident, whole process", TrialColumns::peakMemory));
  }

  private static List<Column<TrialRecord>> metrics() {
    return List.of(
        required("tests", INT, "test rollouts scored", t -> t.result().scores().size()),
        mean("relative_error", any -> true, RolloutScore::relativeError),
        mean("relative_error_interpolation", Split.INTERPOLATION, RolloutScore::relativeError),
        mean("relative_error_extrapolation", Split.EXTRAPOLATION, RolloutScore::relativeError),
        mean("mean_squared_error", any -> true, RolloutScore::meanSquaredError),
        mean("stable_frames", any -> true, RolloutScore::stableFrames),
        mean("correlated_frames", any -> true, RolloutScore::correlatedFrames));
  }

  private static List<Column<TrialRecord>> provenance() {
    return List.of(
        required("host", STRING, "where it ran", trial -> trial.result().host()),
        required("started_at", TIMESTAMP_MICROS, "start of the trial", TrialColumns::startedAt),
        optional("model_path", STRING, "kept weights", t -> orNull(t.result().modelPath())),
        required("configuration", STRING, "canonical JSON", TrialRecord::configuration),
        required("code_fingerprint", STRING, "of the code", TrialRecord::codeFingerprint));
  }

  private static Column<TrialRecord> trained(
      String name, ColumnType type, String meaning, Function<TrainingConfig, Object> value) {
    return optional(
        name,
        type,
        meaning,
        trial ->
            config(trial) instanceof TrialConfig.Trained trained
                ? value.apply(trained.training())
                : null);
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
        name, DOUBLE, "seconds: " + meaning, trial -> value.apply(trial.result().timing()));
  }

  private static Column<TrialRecord> mean(
      String name, Split split, ToDoubleFunction<RolloutScore> metric) {
    return mean(name, test -> test.split() == split, metric);
  }

  private static Column<TrialRecord> mean(
      String name, Predicate<TestScore> which, ToDoubleFunction<RolloutScore> metric) {
    return optional(
        name,
        DOUBLE,
        "mean over the test rollouts",
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

  private static String task(TrialRecord trial) {
    return config(trial) instanceof TrialConfig.Trained trained
        ? trained.training().task().word()
        : BASELINE;
  }

  private static String scheme(TrialRecord trial) {
    if (config(trial) instanceof TrialConfig.Trained trained) {
      return trained.training().task().usesSolver() ? trained.training().scheme() : null;
    }
    return orNull(((TrialConfig.Bare) config(trial)).scheme());
  }

  private static String baseline(TrialRecord trial) {
    return config(trial) instanceof TrialConfig.Bare bare ? bare.baseline().word() : null;
  }

  private static Long seed(TrialRecord trial) {
    return config(trial) instanceof TrialConfig.Trained trained ? (Long) trained.seed() : null;
  }

  private static Integer trainingFrames(TrialRecord trial) {
    return config(trial) instanceof TrialConfig.Trained trained
        ? (Integer) trained.trainingFrames()
        : null;
  }

  private static Integer divergedUpdate(TrialRecord trial) {
    return trial.result().outcome() instanceof Outcome.TrainingDiverged diverged
        ? (Integer) diverged.update()
        : null;
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

  private static String errorMessage(TrialRecord trial) {
    Outcome outcome = trial.result().outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return failed.message();
    } else if (outcome instanceof Outcome.ReferenceDiverged diverged) {
      return diverged.message();
    } else if (outcome instanceof Outcome.OutOfMemory full) {
      return full.message();
    } else if (outcome instanceof Outcome.Lost lost) {
      return lost.message();
    }
    return null;
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
