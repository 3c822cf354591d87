package org.unfurl.sim.gas;

/**
 * The time step of each cell at which convection and diffusion are both stable, at a Courant number
 * of 1: V / (Σ over the directions of (|u · S| + c |S|) + 4 ν Σ |S|² / (2.5 V)), with ν the larger
 * of friction's 4/3 μ/ρ and heat conduction's γ/Pr μ/ρ.
 */
final class StableSteps {

  /** Bound of λ Δt on the negative real axis for three-stage Runge-Kutta methods: 2.51. */
  private static final double DIFFUSIVE_LIMIT = 2.5;

  private StableSteps() {}

  /**
   * Computes the steps.
   *
   * @param primitive (ρ, u, v, p, p/ρ) of padded cells
   * @param steps (rows, columns). Overwritten.
   */
  static void compute(
      CurvilinearGrid grid, PaddedCells cells, Gas gas, double[][] primitive, double[] steps) {
    double diffusion =
        4 / DIFFUSIVE_LIMIT * gas.viscosity() * Math.max(4.0 / 3, gas.heatRatio() / gas.prandtl());
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        int cell = j * grid.columns() + i;
        int padded = cells.index(j, i);
        double columnX = 0.5 * (grid.columnNormalX(j, i) + grid.columnNormalX(j, i + 1));
        double columnY = 0.5 * (grid.columnNormalY(j, i) + grid.columnNormalY(j, i + 1));
        double rowX = 0.5 * (grid.rowNormalX(j, i) + grid.rowNormalX(j + 1, i));
        double rowY = 0.5 * (grid.rowNormalY(j, i) + grid.rowNormalY(j + 1, i));
        double squares = columnX * columnX + columnY * columnY + rowX * rowX + rowY * rowY;
        double lengths = Math.hypot(columnX, columnY) + Math.hypot(rowX, rowY);
        double u = primitive[1][padded];
        double v = primitive[2][padded];
        double sound = Math.sqrt(gas.heatRatio() * primitive[4][padded]);
        double convective =
            Math.abs(u * columnX + v * columnY) + Math.abs(u * rowX + v * rowY) + sound * lengths;
        double inverseVolume = 1 / grid.volume(cell);
        double diffusive = diffusion / primitive[0][padded] * squares * inverseVolume;
        steps[cell] = grid.volume(cell) / (convective + diffusive);
      }
    }
  }
}
