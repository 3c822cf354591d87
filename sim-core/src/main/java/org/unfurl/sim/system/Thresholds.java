package org.unfurl.sim.system;

/**
 * When a rollout of a system counts as decorrelated or diverged.
 *
 * @param correlation between -1 and 1; a frame whose Pearson correlation with the reference lies
 *     below this counts as low
 * @param lowFrames at least 1; consecutive low frames after which the rollout is decorrelated
 * @param residual positive; a frame whose summed squared physics residual exceeds this is diverged
 */
public record Thresholds(double correlation, int lowFrames, double residual) {

  /** Checks all three. */
  public Thresholds {
    if (!(correlation >= -1 && correlation <= 1)) {
      throw new IllegalArgumentException(
          "correlation (" + correlation + ") must lie between -1 and 1");
    }
    if (lowFrames < 1) {
      throw new IllegalArgumentException("lowFrames (" + lowFrames + ") must be at least 1");
    }
    if (!(residual > 0)) {
      throw new IllegalArgumentException("residual (" + residual + ") must be positive");
    }
  }
}
