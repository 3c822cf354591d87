package org.unfurl.sim.flow;

/**
 * The orthogonal projection P = 1 − grad (div grad)⁻¹ div onto the velocities without divergence.
 * Its own adjoint.
 */
final class Projection {

  private final StaggeredGrid grid;
  private final PressurePoisson poisson;
  private final double[] pressure;

  Projection(StaggeredGrid grid) {
    this.grid = grid;
    this.poisson = new PressurePoisson(grid);
    this.pressure = new double[grid.cells()];
  }

  /**
   * Removes the divergence.
   *
   * @param velocity (2, rows, columns). Modified.
   */
  void apply(double[] velocity) {
    grid.divergence(velocity, pressure);
    poisson.solve(pressure);
    grid.subtractGradient(pressure, velocity);
  }
}
