package org.unfurl.train.parameter;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How a tensor's first values are made. */
@FunctionalInterface
public interface Draw {

  /**
   * Sets a tensor's values, {@code from} to {@code to - 1} of the flat vector.
   *
   * @param random that the tensors before have drawn from; nothing else may be asked for chance
   */
  void fill(double[] values, int from, int to, SplittableRandom random);

  /** Uniform in ±bound. */
  static Draw uniform(double bound) {
    return (values, from, to, random) -> {
      for (int i = from; i < to; i++) {
        values[i] = bound * (2 * random.nextDouble() - 1);
      }
    };
  }

  /**
   * PyTorch's default for convolutions and linear layers, weights and biases alike: uniform in
   * ±1/√fanIn.
   *
   * @param fanIn weights that make one value
   */
  static Draw fanIn(long fanIn) {
    return uniform(1 / Math.sqrt((double) fanIn));
  }

  /** Normal with mean zero. */
  static Draw normal(double deviation) {
    return (values, from, to, random) -> {
      for (int i = from; i < to; i++) {
        values[i] = deviation * random.nextGaussian();
      }
    };
  }

  /** The same value everywhere; asks for no chance. */
  static Draw constant(double value) {
    return (values, from, to, random) -> Arrays.fill(values, from, to, value);
  }
}
