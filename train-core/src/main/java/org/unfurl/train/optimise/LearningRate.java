package org.unfurl.train.optimise;

import java.io.Serializable;

/**
 * The study's step decay: multiplied by {@code decay} whenever {@code every} divides the update's
 * index, index 0 included (so the initial rate holds for the first update only).
 *
 * @param initial rate at the first update, positive
 * @param decay factor, in (0, 1]
 * @param every updates between two decays, at least 1
 */
public record LearningRate(double initial, double decay, int every) implements Serializable {

  /** Checks the ranges. */
  public LearningRate {
    if (!(initial > 0 && initial < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "initial (" + initial + ") must be positive and finite, the study takes 1e-4");
    }
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException(
          "decay (" + decay + ") must be above 0 and at most 1, 1 keeps the rate constant");
    }
    if (every < 1) {
      throw new IllegalArgumentException(
          "every (" + every + ") must be at least 1, the study decays every 2000 updates");
    }
  }

  /**
   * The rate of an update: initial · decay^n, where n counts the multiples of {@code every} below
   * its index.
   *
   * @param update its index, from 0
   */
  public double at(int update) {
    // A decay fires after the update whose index it divides, hence the rounding upwards.
    int decays = update / every + (update % every == 0 ? 0 : 1);
    return initial * StrictMath.pow(decay, decays);
  }
}
