package org.unfurl.train.layer;

import ai.djl.ndarray.NDArray;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.setting.Setting;

/** The functions of one number that make networks nonlinear. */
public enum Activation {
  /** max(x, 0). */
  RELU("relu") {
    @Override
    NDArray apply(NDArray x) {
      return Operations.relu(x);
    }
  },
  /** max(x, 0) + 0.01 · min(x, 0). */
  LEAKY_RELU("leaky-relu") {
    @Override
    NDArray apply(NDArray x) {
      return Operations.leakyRelu(x, SLOPE);
    }
  },
  /** x times the probability that a standard normal number is below x, no approximation. */
  GELU("gelu") {
    @Override
    NDArray apply(NDArray x) {
      return Operations.gelu(x);
    }
  };

  /** What {@link #LEAKY_RELU} multiplies negative numbers by. */
  public static final double SLOPE = 0.01;

  /** Which of them; the networks of APEBench take relu. */
  public static final Setting<Activation> SETTING =
      Setting.choice("network.activation", Activation.class, Activation::word)
          .preset(RELU)
          .meaning("nonlinear function between the layers");

  private final String word;

  Activation(String word) {
    this.word = word;
  }

  /** In sweep files. */
  public String word() {
    return word;
  }

  abstract NDArray apply(NDArray x);
}
