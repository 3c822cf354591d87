package org.unfurl.sim.reference;

/**
 * Which part of recorded trajectories is used.
 *
 * @param trajectories the first so many, at least 1
 * @param every every so many-th frame, the first included; 1 takes all
 * @param frames of those the first so many, at least 1
 */
public record Excerpt(int trajectories, int every, int frames) {

  /** Checks the numbers. */
  public Excerpt {
    if (trajectories < 1 || every < 1 || frames < 1) {
      throw new IllegalArgumentException(
          "trajectories ("
              + trajectories
              + "), every ("
              + every
              + ") and frames ("
              + frames
              + ") must be positive");
    }
  }
}
