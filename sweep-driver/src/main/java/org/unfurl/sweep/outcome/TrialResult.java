package org.unfurl.sweep.outcome;

import java.io.Serializable;
import java.util.List;
import org.unfurl.sim.metric.RolloutScore;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.train.trainer.Effort;
import org.unfurl.train.trainer.LossRecord;

/**
 * What an executor returns for one trial: numbers only, no weights and no trajectories.
 *
 * @param trial which
 * @param outcome how it ended
 * @param parameterCount trainable numbers; 0 for baselines
 * @param effort what training consumed
 * @param losses recorded updates
 * @param scores one entry per test rollout; empty unless the outcome is OK
 * @param timing where the time went
 * @param peakMemoryBytes the most bytes of arrays that it held at once, as far as it got, see
 *     docs/tables.md; -1 if it never started or nobody knows
 * @param host where it ran
 * @param modelPath how tables name the file of its weights, empty if none were kept
 */
public record TrialResult(
    Trial trial,
    Outcome outcome,
    long parameterCount,
    Effort effort,
    List<LossRecord> losses,
    List<TestScore> scores,
    Timing timing,
    long peakMemoryBytes,
    String host,
    String modelPath)
    implements Serializable {

  /**
   * One test rollout.
   *
   * @param split interpolation or extrapolation
   * @param parameter of the system
   * @param test index of the trajectory within the parameter
   * @param score against the reference
   */
  public record TestScore(Split split, double parameter, int test, RolloutScore score)
      implements Serializable {}

  /**
   * Wall-clock seconds by phase.
   *
   * @param startedAtMillis epoch milliseconds
   * @param referenceSeconds reading reference data
   * @param trainSeconds training
   * @param evaluateSeconds rollouts and scores
   */
  public record Timing(
      long startedAtMillis, double referenceSeconds, double trainSeconds, double evaluateSeconds)
      implements Serializable {}
}
