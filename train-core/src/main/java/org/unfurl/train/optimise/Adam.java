package org.unfurl.train.optimise;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1) with the default moments: β₁ = 0.9, β₂ =
 * 0.999, ε = 1e-8 added to the bias-corrected root as PyTorch does, and decoupled weight decay
 * (Loshchilov and Hutter, arXiv 1711.05101, as PyTorch's AdamW). Its state lives in the session
 * beside the parameters.
 */
public final class Adam {

  /** By how much an update shrinks the parameters, in units of the learning rate. */
  public static final Setting<Double> WEIGHT_DECAY =
      Setting.realFrom("training.weight-decay", 0, 1)
          .preset(0.0)
          .neutral(0.0)
          .meaning(
              "decoupled weight decay (AdamW): an update first multiplies every weight by 1 - rate"
                  + " · decay; 0 is plain Adam");

  /** What it depends on. */
  public static final List<Setting<?>> SETTINGS =
      Stream.concat(LearningRate.SETTINGS.stream(), Stream.of(WEIGHT_DECAY)).toList();

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final EngineSession session;
  private final double weightDecay;
  private final NDArray mean;
  private final NDArray square;
  private final NDArray beta1;
  private final NDArray beta2;
  private final NDArray newMean;
  private final NDArray newSquare;
  private final NDArray epsilon;
  private int updates;

  /**
   * Starts with zero moments.
   *
   * @param size of the vector to optimise
   * @param settings of the trial
   */
  public Adam(EngineSession session, long size, Values settings) {
    this.session = session;
    weightDecay = settings.of(WEIGHT_DECAY);
    mean = session.zeros(size);
    square = session.zeros(size);
    beta1 = session.scalar(BETA_1);
    beta2 = session.scalar(BETA_2);
    newMean = session.scalar(1 - BETA_1);
    newSquare = session.scalar(1 - BETA_2);
    epsilon = session.scalar(EPSILON);
  }

  /**
   * Takes one step.
   *
   * @param parameters the vector to optimise, the same at every step. Modified.
   * @param gradient of the parameters' shape. Not modified.
   * @param rate learning rate of this step
   */
  public void update(NDArray parameters, NDArray gradient, double rate) {
    updates++;
    double meanCorrection = 1 - StrictMath.pow(BETA_1, updates);
    double rootCorrection = Math.sqrt(1 - StrictMath.pow(BETA_2, updates));
    session.compute(
        false,
        scope -> {
          mean.muli(beta1).addi(gradient.mul(newMean));
          square.muli(beta2).addi(gradient.square().muli(newSquare));
          NDArray root = square.sqrt().divi(session.scalar(rootCorrection)).addi(epsilon);
          NDArray step = mean.div(root).muli(session.scalar(rate / meanCorrection));
          if (weightDecay > 0) {
            parameters.muli(session.scalar(1 - rate * weightDecay));
          }
          return parameters.subi(step);
        });
  }

  /** What its next steps depend on, by name; all zeros where it begins. */
  public Map<String, double[]> state() {
    return Map.of(
        "mean",
        session.values(mean),
        "square",
        session.values(square),
        "updates",
        new double[] {updates});
  }

  /** Goes on from a {@link #state}. */
  public void restore(Map<String, double[]> state) {
    session.assign(mean, state.get("mean"));
    session.assign(square, state.get("square"));
    updates = (int) state.get("updates")[0];
  }
}
