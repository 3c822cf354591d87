package org.unfurl.sim.gas;

import java.util.function.DoubleUnaryOperator;

/** Distributions of nodes on a line. */
final class Stretching {

  private static final int HALVINGS = 80;

  private Stretching() {}

  /**
   * Nodes from 0 to a length whose spacing grows by one factor.
   *
   * @param first the spacing at 0, at most length / intervals
   * @return (intervals + 1)
   */
  static double[] growing(int intervals, double first, double length) {
    // The sum is rising in the factor.
    double factor = solve(q -> first * sum(q, intervals), length, 1, 10);
    double[] nodes = new double[intervals + 1];
    for (int j = 1; j <= intervals; j++) {
      nodes[j] = first * sum(factor, j);
    }
    nodes[intervals] = length;
    return nodes;
  }

  private static double sum(double factor, int terms) {
    double sum = 0;
    for (int k = 0; k < terms; k++) {
      sum = 1 + factor * sum;
    }
    return sum;
  }

  /**
   * Nodes from 0 to a length with given spacings at the two ends, for spacings below the mean:
   * Vinokur 1983, doi 10.1016/0021-9991(83)90065-7. The spacings met are close to those asked for.
   *
   * @return (intervals + 1)
   */
  static double[] clustered(int intervals, double first, double last, double length) {
    double ratio = Math.sqrt(last / first);
    double density = length / (intervals * Math.sqrt(first * last));
    double strength = solve(d -> Math.sinh(d) / d, density, 1e-6, 50);
    double[] nodes = new double[intervals + 1];
    for (int i = 1; i <= intervals; i++) {
      double u =
          (1 + Math.tanh(strength * ((double) i / intervals - 0.5)) / Math.tanh(strength / 2)) / 2;
      nodes[i] = length * u / (ratio + (1 - ratio) * u);
    }
    nodes[intervals] = length;
    return nodes;
  }

  /** The argument at which a rising function has a value. */
  private static double solve(DoubleUnaryOperator rising, double value, double low, double high) {
    double below = low;
    double above = high;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (below + above) / 2;
      if (rising.applyAsDouble(middle) < value) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return (below + above) / 2;
  }
}
