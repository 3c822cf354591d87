package org.unfurl.sim.verification;

import java.util.function.UnaryOperator;

/** The classical Runge-Kutta scheme of fourth order, as an expectation of its own. */
final class RungeKutta {

  private RungeKutta() {}

  /** What u' = rate(u) makes of a state in so many steps of h; it is not modified itself. */
  static double[] advanced(UnaryOperator<double[]> rate, double[] state, double h, int steps) {
    double[] u = state;
    for (int step = 0; step < steps; step++) {
      double[] k1 = rate.apply(u);
      double[] k2 = rate.apply(States.moved(u, h / 2, k1));
      double[] k3 = rate.apply(States.moved(u, h / 2, k2));
      double[] k4 = rate.apply(States.moved(u, h, k3));
      u = States.moved(u, h / 6, k1);
      u = States.moved(u, h / 3, k2);
      u = States.moved(u, h / 3, k3);
      u = States.moved(u, h / 6, k4);
    }
    return u;
  }
}
