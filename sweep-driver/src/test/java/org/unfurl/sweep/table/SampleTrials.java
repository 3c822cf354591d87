package org.unfurl.sweep.table;

import java.util.List;
import java.util.stream.IntStream;
import org.unfurl.sim.metric.FrameScore;
import org.unfurl.sim.metric.RolloutScore;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.outcome.TrialResult.TestScore;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Divergence;
import org.unfurl.train.trainer.Effort;
import org.unfurl.train.trainer.LossRecord;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Modality;

/** Finished trials with numbers that tell them apart. */
final class SampleTrials {
  /** Rollout rows of a trial that ended well: two splits, two tests, three frames. */
  static final int ROLLOUT_ROWS = 12;

  static final int LOSS_ROWS = 2;

  private static final Provenance PROVENANCE = new Provenance("sample", "run-1", "code-1");
  private static final Evaluation EVALUATION = new Evaluation(2, 2, 3);
  private static final TrialResult.Timing TIMING =
      new TrialResult.Timing(1_700_000_000_123L, 0.5, 2.25, 0.75);

  private SampleTrials() {}

  static TrialRecord ok(String key) {
    return trained(key, new Outcome.Ok(), scores(0.25), List.of(loss(0, 1.0), loss(9, 0.125)));
  }

  /** Like {@link #ok}, as another processor computes it: the rollouts differ in their last bits. */
  static TrialRecord rounded(String key) {
    return trained(
        key, new Outcome.Ok(), scores(Math.nextUp(0.25)), List.of(loss(0, 1.0), loss(9, 0.125)));
  }

  /** The same numbers, made elsewhere. */
  static TrialRecord elsewhere(TrialRecord trial) {
    TrialResult result = trial.result();
    return new TrialRecord(
        new TrialResult(
            result.trial(),
            result.outcome(),
            result.parameterCount(),
            result.effort(),
            result.losses(),
            result.scores(),
            new TrialResult.Timing(1_800_000_000_000L, 5, 25, 7),
            result.peakMemoryBytes() + 64,
            "host-2",
            result.modelPath()),
        new Provenance("sample", "run-2", trial.provenance().codeFingerprint()),
        trial.configuration());
  }

  static TrialRecord diverged(String key) {
    return trained(
        key,
        new Outcome.TrainingDiverged(7, new Divergence.OfNetwork(2), 3.5),
        List.of(),
        List.of(loss(0, 1.0), loss(7, Double.NaN)));
  }

  static TrialRecord failed(String key) {
    return trained(
        key,
        new Outcome.Failed("java.lang.IllegalStateException", "a bug", "at Here.java:1"),
        List.of(),
        List.of());
  }

  static TrialRecord bare(String key) {
    TrialConfig config =
        new TrialConfig.Bare(
            "kuramoto-sivashinsky", new Seed(11), EVALUATION, Baseline.PERSISTENCE, "", List.of());
    TrialResult result =
        new TrialResult(
            new Trial(key, "persistence", config, 0.1),
            new Outcome.Ok(),
            0,
            Effort.none(),
            List.of(),
            scores(0.5),
            TIMING,
            -1,
            "host-1",
            "");
    return new TrialRecord(result, PROVENANCE, "{}");
  }

  private static TrialRecord trained(
      String key, Outcome outcome, List<TestScore> scores, List<LossRecord> losses) {
    TrainingConfig training =
        new TrainingConfig(
            Task.CORRECTION,
            "etd1",
            Modality.WIG,
            3,
            1,
            2,
            ArchitectureSpec.sized("conv-resnet", 26, 8),
            16,
            1500,
            new LearningRate(1e-3, 0.9, 150));
    TrialConfig config =
        new TrialConfig.Trained(
            new Seed(11),
            EVALUATION,
            training
                .values()
                .with(TrialSettings.SYSTEM, "kuramoto-sivashinsky")
                .with(TrialSettings.SEED, 4L),
            List.of());
    TrialResult result =
        new TrialResult(
            new Trial(key, "correction/wig/" + key, config, 1.5),
            outcome,
            33_000,
            new Effort(1500, 72_000, 72_002, 72_001, 48_000, 1_450),
            losses,
            scores,
            TIMING,
            1L << 28,
            "host-1",
            "models/" + key);
    return new TrialRecord(result, PROVENANCE, "{\"key\":\"" + key + "\"}");
  }

  /** Interpolation errors e and 3e, extrapolation errors 5e and 7e. */
  private static List<TestScore> scores(double error) {
    return List.of(
        score(Split.INTERPOLATION, 0, error),
        score(Split.INTERPOLATION, 1, 3 * error),
        score(Split.EXTRAPOLATION, 0, 5 * error),
        score(Split.EXTRAPOLATION, 1, 7 * error));
  }

  private static TestScore score(Split split, int test, double error) {
    List<FrameScore> frames =
        IntStream.rangeClosed(1, 3)
            .mapToObj(frame -> new FrameScore(error * frame, 1.0 / frame, 0.01, 0.9))
            .toList();
    return new TestScore(split, 0.93, test, new RolloutScore(error, 2 * error, 3, 2, frames));
  }

  private static LossRecord loss(int update, double value) {
    return new LossRecord(update, 0, value, 0.5, 1e-3);
  }
}
