package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.parameter.ParameterVector;

/** The ConvResNet written as plainly as its definition, to compare with. One state at a time. */
final class PlainPlaneConvResNet {

  private final StateShape shape;
  private final List<PlainConvResNet.Convolution> convolutions;
  private final double[] parameters;

  PlainPlaneConvResNet(StateShape shape, ParameterVector parameters) {
    this.shape = shape;
    this.convolutions = PlainConvResNet.Convolution.all(parameters.layout());
    this.parameters = parameters.read();
  }

  /** From (inputs, y, x) to (outputs, y, x). */
  double[] apply(double[] input) {
    int blocks = (convolutions.size() - 2) / 2;
    double[] x = convolve(convolutions.get(0), input);
    if (blocks == 0) {
      x = leakyRelu(x);
    }
    for (int block = 0; block < blocks; block++) {
      double[] hidden = leakyRelu(convolve(convolutions.get(1 + 2 * block), x));
      double[] change = convolve(convolutions.get(2 + 2 * block), hidden);
      for (int i = 0; i < x.length; i++) {
        change[i] += x[i];
      }
      x = leakyRelu(change);
    }
    return convolve(convolutions.get(convolutions.size() - 1), x);
  }

  private double[] convolve(PlainConvResNet.Convolution c, double[] input) {
    double[] output = new double[c.outputs() * shape.points()];
    for (int o = 0; o < c.outputs(); o++) {
      for (int y = 0; y < shape.rows(); y++) {
        for (int x = 0; x < shape.columns(); x++) {
          double sum = parameters[c.biasOffset() + o];
          for (int i = 0; i < c.inputs(); i++) {
            for (int a = 0; a < 3; a++) {
              for (int b = 0; b < 3; b++) {
                int row = inside(y + a - 1, shape.rows(), shape.periodicY());
                int column = inside(x + b - 1, shape.columns(), shape.periodicX());
                sum +=
                    parameters[c.offset() + ((o * c.inputs() + i) * 3 + a) * 3 + b]
                        * input[(i * shape.rows() + row) * shape.columns() + column];
              }
            }
          }
          output[(o * shape.rows() + y) * shape.columns() + x] = sum;
        }
      }
    }
    return output;
  }

  private static int inside(int index, int length, boolean periodic) {
    return periodic ? Math.floorMod(index, length) : Math.max(0, Math.min(length - 1, index));
  }

  private static double[] leakyRelu(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] > 0 ? x[i] : 0.01 * x[i];
    }
    return y;
  }
}
