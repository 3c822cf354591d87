package org.unfurl.train.trainer;

import java.util.List;
import java.util.Locale;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * The end of every training trajectory, which is kept from training to choose by. Never the test
 * data.
 *
 * @param share of a trajectory's frames; 0 for none
 * @param every updates between two checks
 * @param patience checks without improvement after which a stage ends; 0 for no such end
 * @param keep which weights the training ends with
 */
public record ValidationSplit(double share, int every, int patience, Kept keep) {

  /** Which weights a training ends with. */
  public enum Kept {
    /** Those after the last update. */
    LAST,
    /** Those whose validation loss was lowest. */
    BEST;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much is kept from training. */
  public static final Setting<Double> SHARE =
      Setting.realFrom("training.validation.share", 0, 0.5)
          .preset(0.0)
          .neutral(0.0)
          .called("validation")
          .column("validation_share")
          .meaning(
              "part of the frames at the end of every training trajectory that is kept from"
                  + " training, to validate on; 0 for none");

  /** How often. */
  public static final Setting<Integer> EVERY =
      Setting.wholeNumber("training.validation.every", 1, 10_000_000)
          .preset(50)
          .called("validate-every")
          .column("validation_every")
          .matters(ValidationSplit::isWanted)
          .meaning("updates between two validation losses; the last update has one too");

  /** How long a stage waits for improvement. */
  public static final Setting<Integer> PATIENCE =
      Setting.wholeNumber("training.validation.patience", 0, 1_000_000)
          .preset(0)
          .column("validation_patience")
          .matters(ValidationSplit::isWanted)
          .meaning(
              "validation losses in a row without a new lowest after which training ends, or its"
                  + " stage; 0 for never");

  /** Which weights are kept. */
  public static final Setting<Kept> KEEP =
      Setting.choice("training.validation.keep", Kept.class, Kept::word)
          .preset(Kept.LAST)
          .column("kept_weights")
          .matters(ValidationSplit::isWanted)
          .meaning(
              "`last`: the weights after the last update; `best`: of the lowest validation loss");

  /** What decides a validation. */
  public static final List<Setting<?>> SETTINGS = List.of(SHARE, EVERY, PATIENCE, KEEP);

  static ValidationSplit of(Values trial) {
    return new ValidationSplit(
        trial.of(SHARE), trial.of(EVERY), trial.of(PATIENCE), trial.of(KEEP));
  }

  /** Whether there is one. */
  public boolean exists() {
    return share > 0;
  }

  /** Frames of a trajectory of so many that are kept from training. */
  public int frames(int ofTrajectory) {
    return frames(share, ofTrajectory);
  }

  /** The same of a share. */
  public static int frames(double share, int ofTrajectory) {
    return share == 0 ? 0 : Math.max(1, (int) Math.round(share * ofTrajectory));
  }

  private static boolean isWanted(Values others) {
    return others.find(SHARE).filter(share -> share == 0).isEmpty();
  }
}
