package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;

/** The ConvResNet written as plainly as its definition, to compare with. One state at a time. */
final class PlainConvResNet {

  private final List<Convolution> convolutions;
  private final double[] parameters;
  private final boolean periodic;

  /** On a ring, or on a line whose last points stand for those beyond them. */
  PlainConvResNet(ParameterVector parameters, boolean periodic) {
    this.periodic = periodic;
    this.convolutions = Convolution.all(parameters.layout());
    this.parameters = parameters.read();
  }

  /** From [inputs][points] to [outputs][points]. */
  double[][] apply(double[][] input) {
    int blocks = (convolutions.size() - 2) / 2;
    double[][] x = convolve(convolutions.get(0), input);
    if (blocks == 0) {
      x = leakyRelu(x);
    }
    for (int block = 0; block < blocks; block++) {
      double[][] hidden = leakyRelu(convolve(convolutions.get(1 + 2 * block), x));
      double[][] change = convolve(convolutions.get(2 + 2 * block), hidden);
      for (int c = 0; c < x.length; c++) {
        for (int p = 0; p < x[c].length; p++) {
          change[c][p] += x[c][p];
        }
      }
      x = leakyRelu(change);
    }
    return convolve(convolutions.get(convolutions.size() - 1), x);
  }

  private double[][] convolve(Convolution convolution, double[][] x) {
    int points = x[0].length;
    double[][] y = new double[convolution.outputs()][points];
    for (int o = 0; o < y.length; o++) {
      for (int p = 0; p < points; p++) {
        y[o][p] = parameters[convolution.biasOffset() + o];
        for (int tap = 0; tap < 3; tap++) {
          int from = p + tap - 1;
          from = periodic ? Math.floorMod(from, points) : Math.max(0, Math.min(points - 1, from));
          for (int i = 0; i < x.length; i++) {
            int weight = convolution.offset() + (o * 3 + tap) * x.length + i;
            y[o][p] += parameters[weight] * x[i][from];
          }
        }
      }
    }
    return y;
  }

  private static double[][] leakyRelu(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int c = 0; c < x.length; c++) {
      for (int p = 0; p < x[c].length; p++) {
        y[c][p] = x[c][p] > 0 ? x[c][p] : 0.01 * x[c][p];
      }
    }
    return y;
  }

  /** Where the flat vector has a convolution: weights, then biases. */
  record Convolution(int inputs, int outputs, int offset, int biasOffset) {

    static List<Convolution> all(ParameterLayout layout) {
      return layout.tensors().stream()
          .filter(tensor -> tensor.name().endsWith(".weight"))
          .map(
              weight ->
                  new Convolution(
                      weight.shape().get(1),
                      weight.shape().get(0),
                      layout.offset(weight),
                      layout.end(weight)))
          .toList();
    }
  }
}
