package org.unfurl.train.optimise;

import java.io.Serializable;
import java.util.List;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;

/**
 * The study's step decay: multiplied by {@code decay} whenever {@code every} divides the update's
 * index, index 0 included (so the initial rate holds for the first update only).
 *
 * @param initial rate at the first update, positive
 * @param decay factor, in (0, 1]
 * @param every updates between two decays, at least 1
 */
public record LearningRate(double initial, double decay, int every) implements Serializable {

  /** Rate of the first update. */
  public static final Setting<Double> INITIAL =
      Setting.real("training.learning-rate.initial", 0, 10)
          .example(1e-3)
          .called("rate")
          .column("learning_rate")
          .matters(others -> !Stages.allHave(Stages.LEARNING_RATE, others))
          .meaning("learning rate of the first update");

  /** Factor at every decay. */
  public static final Setting<Double> DECAY =
      Setting.real("training.learning-rate.decay", 0, 1)
          .preset(0.9)
          .called("rate-decay")
          .column("learning_rate_decay")
          .meaning("factor on the learning rate at every decay; 1 keeps it constant");

  /** Updates between two decays. */
  public static final Setting<Integer> EVERY =
      Setting.wholeNumber("training.learning-rate.every", 1, 10_000_000)
          .preset(2_000)
          .called("rate-every")
          .column("learning_rate_every")
          .matters(others -> others.find(DECAY).filter(decay -> decay == 1).isEmpty())
          .meaning(
              "updates between two decays; the first comes right after the first update, as in the"
                  + " study");

  /** What decides a learning rate. */
  public static final List<Setting<?>> SETTINGS = List.of(INITIAL, DECAY, EVERY);

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

  /** The learning rate of a trial. */
  public static LearningRate of(Values settings) {
    return new LearningRate(settings.of(INITIAL), settings.of(DECAY), settings.of(EVERY));
  }

  /** What {@link #of} makes this of. */
  public Values values() {
    return Values.none().with(INITIAL, initial).with(DECAY, decay).with(EVERY, every);
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
