package org.unfurl.sweep.plan;

import org.unfurl.train.optimise.LearningRate;

/**
 * How long and on how much every trial of a sweep trains.
 *
 * @param updates optimiser updates
 * @param batchSize windows per update
 * @param frames recorded frames of each training trajectory
 * @param learningRate schedule
 */
public record TrainingBudget(int updates, int batchSize, int frames, LearningRate learningRate) {

  /** Checks that every number is positive. */
  public TrainingBudget {
    requirePositive("updates", updates);
    requirePositive("batchSize", batchSize);
    requirePositive("frames", frames);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " (" + value + ") must be at least 1");
    }
  }
}
