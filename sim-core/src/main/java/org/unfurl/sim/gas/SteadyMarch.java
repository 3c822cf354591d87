package org.unfurl.sim.gas;

import java.util.List;

/**
 * Marches to the steady flow of a free stream around a body: every cell with its own time step, in
 * five stages u_k = u_0 + α_k Δt rates(u_{k-1}) with the coefficients for upwind schemes of van
 * Leer, Tai and Powell (1989, doi 10.2514/6.1989-1933), as in Blazek, Computational Fluid Dynamics,
 * table 6.1. Rates are smoothed implicitly along the grid lines, which allows longer steps (Jameson
 * and Baker 1983, doi 10.2514/6.1983-1929). None of it changes the steady state, which is that of
 * {@link NavierStokesResidual}.
 *
 * <p>One instance serves one thread.
 */
public final class SteadyMarch {

  private static final double[] STAGES = {0.0695, 0.1602, 0.2898, 0.5060, 1};

  /** Between two looks at the time steps. */
  private static final int STEPS_EVERY = 10;

  private final Boundaries boundaries;
  private final Gas gas;
  private final FlowState freeStream;
  private final double courant;
  private final double smoothing;
  private final double tolerance;
  private final int mostIterations;

  /**
   * A march.
   *
   * @param courant a cell's time step over its stable one; up to about 1 without smoothing
   * @param smoothing ε of the implicit smoothing (1 − ε ∂²) along each grid line; 0 for none
   * @param tolerance steady once the root mean square over the cells of Δρ, over the courant
   *     number, is at most this
   * @param mostIterations on each grid
   */
  public SteadyMarch(
      Boundaries boundaries,
      Gas gas,
      FlowState freeStream,
      double courant,
      double smoothing,
      double tolerance,
      int mostIterations) {
    FlowState.requirePositive("courant", courant);
    FlowState.requirePositive("tolerance", tolerance);
    if (!(smoothing >= 0) || Double.isInfinite(smoothing)) {
      throw new IllegalArgumentException(
          "smoothing (" + smoothing + ") must not be negative, and finite");
    }
    if (mostIterations < 1) {
      throw new IllegalArgumentException(
          "mostIterations (" + mostIterations + ") must be at least 1");
    }
    this.boundaries = boundaries;
    this.gas = gas;
    this.freeStream = freeStream;
    this.courant = courant;
    this.smoothing = smoothing;
    this.tolerance = tolerance;
    this.mostIterations = mostIterations;
  }

  /**
   * The steady flow on the last of some grids. The march begins with the free stream on the first
   * and takes each grid's flow as the start on the next.
   *
   * @param grids coarse to fine, each with twice the rows and columns of the one before
   * @return (ρ, ρu, ρv, ρE) on the last grid
   * @throws NotSteadyException if it is not steady on the last grid, or not finite on any
   */
  public double[] solve(List<CurvilinearGrid> grids) throws NotSteadyException {
    double[] state = freeStream.uniform(grids.get(0).cells(), gas);
    for (int level = 0; level < grids.size(); level++) {
      CurvilinearGrid grid = grids.get(level);
      if (level > 0) {
        state = prolonged(state, grids.get(level - 1), grid);
      }
      march(grid, state, level == grids.size() - 1);
    }
    return state;
  }

  /** Each cell's values to the four cells that it is made of. */
  private static double[] prolonged(double[] coarse, CurvilinearGrid from, CurvilinearGrid to) {
    if (to.rows() != 2 * from.rows() || to.columns() != 2 * from.columns()) {
      throw new IllegalArgumentException(
          "grids must each have twice the rows and columns of the one before; "
              + to.columns()
              + " x "
              + to.rows()
              + " does not follow "
              + from.columns()
              + " x "
              + from.rows());
    }
    double[] fine = new double[FlowState.CHANNELS * to.cells()];
    for (int k = 0; k < fine.length; k++) {
      int channel = k / to.cells();
      int cell = k % to.cells();
      int row = cell / to.columns() / 2;
      int column = cell % to.columns() / 2;
      fine[k] = coarse[channel * from.cells() + row * from.columns() + column];
    }
    return fine;
  }

  private void march(CurvilinearGrid grid, double[] state, boolean isLast)
      throws NotSteadyException {
    NavierStokesResidual residual = new NavierStokesResidual(grid, boundaries, gas, freeStream);
    RateSmoothing smooth = new RateSmoothing(grid.rows(), grid.columns(), smoothing);
    int cells = grid.cells();
    double[] start = new double[state.length];
    double[] rates = new double[state.length];
    double[] steps = new double[cells];
    double change = Double.POSITIVE_INFINITY;
    int iteration = 0;
    while (!(change <= tolerance) && !Double.isNaN(change) && iteration < mostIterations) {
      if (iteration % STEPS_EVERY == 0) {
        residual.stableSteps(state, 0, steps);
      }
      System.arraycopy(state, 0, start, 0, state.length);
      for (double stage : STAGES) {
        residual.residual(state, 0, rates);
        for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
          for (int cell = 0; cell < cells; cell++) {
            rates[channel * cells + cell] *= courant * steps[cell];
          }
        }
        smooth.apply(rates);
        for (int k = 0; k < state.length; k++) {
          state[k] = start[k] + stage * rates[k];
        }
      }
      change = rootMeanSquareOfDensity(start, state, cells) / courant;
      iteration++;
    }
    if (Double.isNaN(change) || isLast && change > tolerance) {
      throw new NotSteadyException(grid, iteration, change, tolerance);
    }
  }

  private static double rootMeanSquareOfDensity(double[] before, double[] after, int cells) {
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      double difference = after[cell] - before[cell];
      sum += difference * difference;
    }
    return Math.sqrt(sum / cells);
  }
}
