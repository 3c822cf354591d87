package org.unfurl.sweep.plan;

import org.unfurl.train.optimise.LearningRate;

/**
 * How long and on how much every trial of a sweep trains.
 *
 * @param updates optimiser updates; 0 keeps the initial weights
 * @param batchSize windows per update
 * @param trajectories generated for each training parameter, or as many as the system has
 * @param frames recorded frames of each training trajectory
 * @param learningRate schedule
 */
public record TrainingBudget(
    int updates, int batchSize, int trajectories, int frames, LearningRate learningRate) {

  /** Checks the ranges. */
  public TrainingBudget {
    requireAtLeast("updates", updates, 0);
    requireAtLeast("batchSize", batchSize, 1);
    requireAtLeast("trajectories", trajectories, 1);
    requireAtLeast("frames", frames, 2);
  }

  private static void requireAtLeast(String name, int value, int minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " (" + value + ") must be at least " + minimum);
    }
  }
}
