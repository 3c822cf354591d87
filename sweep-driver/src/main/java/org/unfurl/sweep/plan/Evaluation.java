package org.unfurl.sweep.plan;

import java.io.Serializable;

/**
 * How trials are scored.
 *
 * @param tests test trajectories per parameter of each test split
 * @param errorHorizon frames over which the relative error is averaged (the study: 12)
 * @param rolloutFrames frames rolled out for the stable and correlated time, at least errorHorizon
 */
public record Evaluation(int tests, int errorHorizon, int rolloutFrames) implements Serializable {

  /** Checks the ranges. */
  public Evaluation {
    if (tests < 1) {
      throw new IllegalArgumentException("tests (" + tests + ") must be at least 1");
    }
    if (errorHorizon < 1) {
      throw new IllegalArgumentException("errorHorizon (" + errorHorizon + ") must be at least 1");
    }
    if (rolloutFrames < errorHorizon) {
      throw new IllegalArgumentException(
          "rolloutFrames ("
              + rolloutFrames
              + ") must be at least errorHorizon ("
              + errorHorizon
              + ")");
    }
  }
}
