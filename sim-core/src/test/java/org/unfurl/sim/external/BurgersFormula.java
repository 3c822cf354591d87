package org.unfurl.sim.external;

/** The formula of the documentation's examples and its derivative, written down a second time. */
final class BurgersFormula {

  static final int POINTS = 16;
  private static final double TIME_STEP = 0.1;

  private BurgersFormula() {}

  static double[] step(double viscosity, double[] states) {
    double[] next = new double[states.length];
    for (int i = 0; i < states.length; i++) {
      double l = states[left(i)];
      double r = states[right(i)];
      double u = states[i];
      next[i] = u + TIME_STEP * (viscosity * (r - 2 * u + l) - u * (r - l) / 2);
    }
    return next;
  }

  /** J v: the product rule applied to each term of the step. */
  static double[] tangent(double viscosity, double[] states, double[] v) {
    double[] result = new double[states.length];
    for (int i = 0; i < states.length; i++) {
      int l = left(i);
      int r = right(i);
      result[i] =
          v[i]
              + TIME_STEP
                  * (viscosity * (v[r] - 2 * v[i] + v[l])
                      - v[i] * (states[r] - states[l]) / 2
                      - states[i] * (v[r] - v[l]) / 2);
    }
    return result;
  }

  private static int left(int i) {
    return i / POINTS * POINTS + (i + POINTS - 1) % POINTS;
  }

  private static int right(int i) {
    return i / POINTS * POINTS + (i + 1) % POINTS;
  }
}
