package org.unfurl.train.trainer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** Watches the losses of a stage for a rise that lasts. Two settings say which does. */
public final class RisingLoss {

  /** How high is too high. */
  public static final Setting<Double> ABOVE =
      Setting.realFrom("training.divergence.above", 0, 1e6)
          .preset(0.0)
          .neutral(0.0)
          .called("diverged-above")
          .column("divergence_above")
          .meaning(
              "a training diverged whose loss is above so many times the lowest of its stage, for"
                  + " `updates` in a row; 0 asks only whether it is finite");

  /** How long is too long. */
  public static final Setting<Integer> UPDATES =
      Setting.wholeNumber("training.divergence.updates", 1, 10_000_000)
          .preset(100)
          .called("diverged-for")
          .column("divergence_updates")
          .matters(others -> others.find(ABOVE).filter(above -> above == 0).isEmpty())
          .meaning("updates in a row that the loss must be so high");

  public static final List<Setting<?>> SETTINGS = List.of(ABOVE, UPDATES);

  private final double above;
  private final int updates;
  private double lowest = Double.POSITIVE_INFINITY;
  private int high;

  RisingLoss(Values trial) {
    above = trial.of(ABOVE);
    updates = trial.of(UPDATES);
  }

  /** A stage begins, whose losses are other ones. */
  void begin() {
    lowest = Double.POSITIVE_INFINITY;
    high = 0;
  }

  /** Sees every loss in turn; says so if it has been too high for too long. */
  Optional<Divergence> add(double loss) {
    if (above == 0) {
      return Optional.empty();
    }
    lowest = Math.min(lowest, loss);
    high = loss > above * lowest ? high + 1 : 0;
    return high >= updates
        ? Optional.of(new Divergence.OfRise(loss, lowest, high))
        : Optional.empty();
  }

  Map<String, double[]> state() {
    return Map.of("lowest", new double[] {lowest}, "high", new double[] {high});
  }

  void restore(Map<String, double[]> state) {
    lowest = state.get("lowest")[0];
    high = (int) state.get("high")[0];
  }
}
