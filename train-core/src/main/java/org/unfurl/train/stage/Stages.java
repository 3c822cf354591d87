package org.unfurl.train.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * A curriculum: stages that are trained one after another, each with its own number of updates,
 * unroll length and learning rate. What a stage leaves out is the trial's own.
 */
public final class Stages {

  /** What becomes of the optimiser's memory where a stage begins. */
  public enum Optimiser {
    /** It goes on with its moments. */
    CONTINUE,
    /** It forgets them. */
    FRESH;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far a stage unrolls. */
  public static final Setting<Integer> UNROLL_LENGTH =
      Setting.wholeNumber("unroll-length", 1, 1_000)
          .example(4)
          .called("m")
          .meaning("m of the stage; `one` sees m times as many single frames per update instead");

  /** How fast it learns. */
  public static final Setting<Double> LEARNING_RATE =
      Setting.real("learning-rate", 0, 10)
          .example(1e-4)
          .called("rate")
          .meaning(
              "learning rate that the stage begins with; the other settings of the rate hold in"
                  + " each stage and count from its start");

  /** How long. */
  public static final Setting<Integer> UPDATES =
      Setting.wholeNumber("updates", 1, 10_000_000)
          .example(400)
          .meaning("optimiser updates of the stage");

  /** How gently it begins. */
  public static final Setting<Integer> WARM_UP =
      Setting.wholeNumber("warm-up", 0, 10_000_000)
          .preset(0)
          .neutral(0)
          .called("warm")
          .meaning("updates over which the rate rises linearly to what it would be without");

  /** With what memory. */
  public static final Setting<Optimiser> OPTIMISER =
      Setting.choice("optimiser", Optimiser.class, Optimiser::word)
          .preset(Optimiser.CONTINUE)
          .neutral(Optimiser.CONTINUE)
          .meaning(
              "whether the optimiser goes on with the moments of the stage before or begins anew");

  /** What a stage may say. */
  public static final List<Setting<?>> OF_A_STAGE =
      List.of(UNROLL_LENGTH, LEARNING_RATE, UPDATES, WARM_UP, OPTIMISER);

  /** The stages in their order; none for a plain training. */
  public static final Setting<List<Values>> SETTING =
      Setting.maps("training.stages", OF_A_STAGE)
          .preset(List.of())
          .neutral(List.of())
          .example(
              List.of(
                  Values.none().with(UNROLL_LENGTH, 1).with(UPDATES, 400),
                  Values.none().with(UNROLL_LENGTH, 4).with(UPDATES, 400)))
          .counts((stages, others) -> counted(stages))
          .meaning(
              "a curriculum: stages that are trained one after another; a list of lists is an axis");

  private Stages() {}

  /** Whether there are stages and each has its own value of a setting of stages. */
  public static boolean allHave(Setting<?> own, Values trial) {
    return trial
        .find(SETTING)
        .filter(stages -> !stages.isEmpty() && stages.stream().allMatch(stage -> stage.has(own)))
        .isPresent();
  }

  /** Without what does nothing: the first stage has no optimiser to continue. */
  private static List<Values> counted(List<Values> stages) {
    List<Values> counted = new ArrayList<>();
    for (Values stage : stages) {
      Values shorter = counted.isEmpty() ? stage.without(OPTIMISER) : stage;
      for (Setting<?> setting : OF_A_STAGE) {
        Object plain = shorter.plain(setting);
        shorter = plain != null && setting.isNeutral(plain) ? shorter.without(setting) : shorter;
      }
      counted.add(shorter);
    }
    return List.copyOf(counted);
  }
}
