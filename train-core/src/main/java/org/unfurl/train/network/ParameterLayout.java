package org.unfurl.train.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.unfurl.sim.random.Seed;

/** Where each convolution of a network finds its weight and bias in the one flat vector. */
final class ParameterLayout {

  /**
   * A convolution over three neighbouring points. In the flat vector its weight comes first, laid
   * out (output, tap, input), then its bias (output).
   *
   * @param name in model files, such as {@code blocks.0.conv1}
   * @param inputs channels
   * @param outputs channels
   * @param offset of the weight in the flat vector
   */
  record Convolution(String name, int inputs, int outputs, int offset) {

    static final int TAPS = 3;

    int weightSize() {
      return outputs * TAPS * inputs;
    }

    int biasOffset() {
      return offset + weightSize();
    }

    int end() {
      return biasOffset() + outputs;
    }
  }

  private final List<Convolution> convolutions = new ArrayList<>();

  /** Appends a convolution; returns this. */
  ParameterLayout convolution(String name, int inputs, int outputs) {
    convolutions.add(new Convolution(name, inputs, outputs, size()));
    return this;
  }

  List<Convolution> convolutions() {
    return List.copyOf(convolutions);
  }

  /** Length of the flat vector. */
  int size() {
    return convolutions.isEmpty() ? 0 : convolutions.get(convolutions.size() - 1).end();
  }

  /**
   * PyTorch's default initialisation of convolutions: weights and biases uniform in ±1/√(inputs ·
   * taps), drawn in the order of the flat vector.
   */
  double[] draw(Seed seed) {
    SplittableRandom generator = seed.generator();
    double[] values = new double[size()];
    for (Convolution convolution : convolutions) {
      double bound = 1 / Math.sqrt((double) convolution.inputs() * Convolution.TAPS);
      for (int i = convolution.offset(); i < convolution.end(); i++) {
        values[i] = bound * (2 * generator.nextDouble() - 1);
      }
    }
    return values;
  }
}
