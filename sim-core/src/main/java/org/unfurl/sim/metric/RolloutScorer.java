package org.unfurl.sim.metric;

import java.util.List;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.Stepper;

/**
 * Rolls a stepper out from the first frame of every reference trajectory and scores each rollout.
 */
public final class RolloutScorer {

  private RolloutScorer() {}

  /**
   * Rolls out as many frames as the reference has after its first, and scores.
   *
   * @param stepper what is scored: a trained model, a bare solver, persistence
   * @param reference the truth; its frame 0 is the shared initial state
   * @param residualStepper the stepper that defines the physics residual r = uⁿ⁺¹ − step(uⁿ)
   * @param errorHorizon frames over which the relative error is averaged (the study: 12)
   * @param thresholds the system's
   * @return one score per trajectory, in their order
   */
  public static List<RolloutScore> score(
      Stepper stepper,
      Trajectories reference,
      Stepper residualStepper,
      int errorHorizon,
      Thresholds thresholds) {
    throw new UnsupportedOperationException("skeleton");
  }
}
