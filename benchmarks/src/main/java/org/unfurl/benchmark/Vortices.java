package org.unfurl.benchmark;

import java.util.SplittableRandom;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.ExponentialPlaneStepper;

/** Kolmogorov flow in vorticity form, Re = 1000, on the square of side 2π; one state at a time. */
final class Vortices {

  private static final double TIME_STEP = 0.005;
  private static final Vorticity EQUATION = new Vorticity(1e-3, 1, 6);

  private Vortices() {}

  static DifferentiableStepper stepper(String scheme, int points) {
    PeriodicPlane grid = PeriodicPlane.square(points, 2 * Math.PI);
    return ExponentialPlaneStepper.named(scheme, EQUATION, grid, TIME_STEP);
  }

  /** The same waves as the peer's. */
  static double[] state(int points) {
    double[] state = new double[points * points];
    for (int y = 0; y < points; y++) {
      for (int x = 0; x < points; x++) {
        double a = 2 * Math.PI * x / points;
        double b = 2 * Math.PI * y / points;
        state[y * points + x] = 3 * Math.sin(3 * a + b) + 2 * Math.cos(4 * b - a) + Math.sin(a);
      }
    }
    return state;
  }

  static double[] cotangent(int points) {
    return new SplittableRandom(1).doubles((long) points * points, -1, 1).toArray();
  }
}
