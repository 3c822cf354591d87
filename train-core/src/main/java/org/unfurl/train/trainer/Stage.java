package org.unfurl.train.trainer;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.unroll.Unrolling;

/**
 * One stage of a training; a plain training has one.
 *
 * @param index from 0
 * @param values of the trial, with the stage's own in their place
 * @param updates optimiser updates
 * @param warmUp updates over which the rate rises to what it would be
 * @param fresh whether the optimiser begins anew
 */
public record Stage(int index, Values values, int updates, int warmUp, boolean fresh) {

  static List<Stage> of(Values trial) {
    List<Values> written = trial.of(Stages.SETTING);
    Values plain = trial.without(Stages.SETTING);
    if (written.isEmpty()) {
      return List.of(new Stage(0, plain, trial.of(TrainingConfig.UPDATES), 0, false));
    }
    List<Stage> stages = new ArrayList<>();
    for (Values own : written) {
      Values values = plain;
      values = over(values, TrainingConfig.UPDATES, own, Stages.UPDATES);
      values = over(values, Unrolling.UNROLL_LENGTH, own, Stages.UNROLL_LENGTH);
      values = over(values, LearningRate.INITIAL, own, Stages.LEARNING_RATE);
      stages.add(
          new Stage(
              stages.size(),
              values,
              values.of(TrainingConfig.UPDATES),
              own.of(Stages.WARM_UP),
              own.of(Stages.OPTIMISER) == Stages.Optimiser.FRESH));
    }
    return List.copyOf(stages);
  }

  private static <T> Values over(Values trial, Setting<T> of, Values stage, Setting<T> own) {
    return stage.find(own).map(value -> trial.with(of, value)).orElse(trial);
  }

  /** m, frames per training window. */
  public int unrollLength() {
    return values.of(Unrolling.UNROLL_LENGTH);
  }

  /** Which frames carry loss and which links gradients. */
  public Unrolling unrolling() {
    return Unrolling.of(values);
  }

  /** What part of the rate an update takes, by its index in the stage. */
  double warmth(int update) {
    return update < warmUp ? (update + 1.0) / (warmUp + 1) : 1;
  }
}
