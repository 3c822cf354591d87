package org.unfurl.sim.verification;

import java.util.function.DoubleFunction;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;

/**
 * A Fourier multiplier as a dense matrix on the points, summed from its definition: what the
 * production code does with fast transforms, in the slowest and plainest way.
 */
public final class Circulant {

  private final double[] firstColumn;

  /**
   * The matrix with this symbol.
   *
   * @param symbol a function of the wavenumber k ≥ 0, real at the Nyquist mode
   */
  public Circulant(PeriodicGrid grid, DoubleFunction<Complex> symbol) {
    int points = grid.points();
    firstColumn = new double[points];
    for (int mode = 0; mode <= grid.nyquistMode(); mode++) {
      Complex value = symbol.apply(grid.wavenumber(mode));
      // Modes between the ends stand for themselves and for their conjugates.
      int weight = mode == 0 || mode == grid.nyquistMode() ? 1 : 2;
      for (int j = 0; j < points; j++) {
        double angle = 2 * Math.PI * (mode * j % points) / points;
        firstColumn[j] +=
            weight * (value.re() * Math.cos(angle) - value.im() * Math.sin(angle)) / points;
      }
    }
  }

  /** The product with a field on the points of the grid. */
  public double[] times(double[] field) {
    int points = firstColumn.length;
    double[] result = new double[points];
    for (int row = 0; row < points; row++) {
      for (int column = 0; column < points; column++) {
        result[row] += firstColumn[Math.floorMod(row - column, points)] * field[column];
      }
    }
    return result;
  }
}
