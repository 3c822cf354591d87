package org.unfurl.train.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.unfurl.sim.random.Seed;

/** Where each convolution of a network finds its weight and bias in the one flat vector. */
final class ParameterLayout {

  /**
   * A convolution. In the flat vector its weight comes first, laid out as its kernel says, then its
   * bias (output).
   *
   * @param name in model files, such as {@code blocks.0.conv1}
   * @param kernel the points that it reads
   * @param inputs channels
   * @param outputs channels
   * @param offset of the weight in the flat vector
   */
  record Convolution(String name, Kernel kernel, int inputs, int outputs, int offset) {

    /** Weights that make one value. */
    int fanIn() {
      return kernel.taps() * inputs;
    }

    int weightSize() {
      return outputs * fanIn();
    }

    /** Where the flat vector has a weight; taps count row by row. */
    int weightIndex(int output, int input, int tap) {
      return offset
          + switch (kernel) {
            case LINE -> (output * kernel.taps() + tap) * inputs + input;
            case PLANE -> (output * inputs + input) * kernel.taps() + tap;
          };
    }

    int biasOffset() {
      return offset + weightSize();
    }

    int end() {
      return biasOffset() + outputs;
    }
  }

  private final Kernel kernel;
  private final List<Convolution> convolutions = new ArrayList<>();

  /** A layout without convolutions yet; all of them will have this kernel. */
  ParameterLayout(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Appends a convolution; returns this.
   *
   * @throws IllegalArgumentException if the flat vector would be longer than an array can be
   */
  ParameterLayout convolution(String name, int inputs, int outputs) {
    long end = size() + (long) outputs * (inputs * (long) kernel.taps() + 1);
    if (end > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "network (over "
              + Integer.MAX_VALUE
              + " parameters) must fit into one array, choose a smaller width or depth");
    }
    convolutions.add(new Convolution(name, kernel, inputs, outputs, size()));
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
      double bound = 1 / Math.sqrt(convolution.fanIn());
      for (int i = convolution.offset(); i < convolution.end(); i++) {
        values[i] = bound * (2 * generator.nextDouble() - 1);
      }
    }
    return values;
  }
}
