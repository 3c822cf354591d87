package org.unfurl.sim.verification;

import org.unfurl.sim.wake.AdvectionScheme;
import org.unfurl.sim.wake.OperatorSplittingStepper;
import org.unfurl.sim.wake.WakeChannel;
import org.unfurl.sim.wake.WakeGrid;

/**
 * A decaying vortex without circulation in the free stream of an empty channel (Taylor 1918, "On
 * the dissipation of eddies"), an exact solution of the Navier-Stokes equations. About a centre
 * that goes with the stream it turns at
 *
 * <pre>   u_θ = a r (t₀ / (t₀ + t))² exp(−r² / (4ν (t₀ + t))),   4ν t₀ = L²   </pre>
 *
 * <p>which at the channel's sides, 3.75 L away, is below 10⁻⁶.
 */
final class TravellingVortex {

  private static final double VISCOSITY = 0.01;
  private static final double SIZE = 0.8;
  private static final double START = SIZE * SIZE / (4 * VISCOSITY);
  private static final double SPIN = 1;
  private static final double UNTIL = 0.2;
  private static final WakeChannel CHANNEL = new WakeChannel(10, 6, 0, 4);

  private TravellingVortex() {}

  /** Distance of two cells' centres. */
  static double cellSize(int columns) {
    return CHANNEL.length() / columns;
  }

  /** Error after time 0.2 over the vortex, both in the root mean square. */
  static double error(int columns, double timeStep, AdvectionScheme scheme) {
    WakeGrid grid = new WakeGrid(CHANNEL, columns);
    int steps = (int) Math.round(UNTIL / timeStep);
    OperatorSplittingStepper stepper =
        new OperatorSplittingStepper(grid, VISCOSITY, UNTIL / steps, scheme);
    double[] state = States.advanced(stepper, velocities(grid, 0), steps);
    double[] exact = velocities(grid, UNTIL);
    double error = 0;
    double size = 0;
    for (int k = 0; k < state.length; k++) {
      double vortex = exact[k] - (k < state.length / 2 ? 1 : 0);
      error += (state[k] - exact[k]) * (state[k] - exact[k]);
      size += vortex * vortex;
    }
    return Math.sqrt(error / size);
  }

  private static double[] velocities(WakeGrid grid, double time) {
    int cells = grid.columns() * grid.rows();
    double h = grid.cellSize();
    double centreX = 4 + time;
    double centreY = CHANNEL.width() / 2;
    double[] state = new double[2 * cells];
    for (int k = 0; k < cells; k++) {
      int column = k % grid.columns();
      int row = k / grid.columns();
      double x = (column + 1) * h - centreX;
      double y = (row + 0.5) * h - centreY;
      state[k] = 1 - y * angularVelocity(x * x + y * y, time);
      x = (column + 0.5) * h - centreX;
      y = (row + 1) * h - centreY;
      state[cells + k] = grid.isFree(cells + k) ? x * angularVelocity(x * x + y * y, time) : 0;
    }
    return state;
  }

  private static double angularVelocity(double square, double time) {
    double age = START + time;
    return SPIN * (START / age) * (START / age) * Math.exp(-square / (4 * VISCOSITY * age));
  }
}
