package org.unfurl.sim.wake;

/**
 * Takes the gradient of a pressure from the free faces so that every cell's divergence vanishes.
 *
 * <p>With B the map from the free faces to the cells' sums of outward flow (in units of velocity),
 * and b what the known faces bring, the result is w − Bᵀ (B Bᵀ)⁻¹ (B w + b). Its linear part is the
 * orthogonal projection and so its own transpose. The pressure is 0 in the cells beyond the outflow
 * faces; a cell without free faces has none of its own. The equation is solved directly.
 */
final class Projection {

  private final int columns;
  private final int rows;
  private final double[] free;
  private final PressureSolver solver;

  /** With the banded factorisation. */
  Projection(int columns, int rows, double[] free) {
    this(columns, rows, free, banded(columns, rows, free));
  }

  /**
   * The projection on one grid.
   *
   * @param free 1 where a face is free, 0 where it is known, laid out like a state
   * @param solver of the grid's pressure equation
   */
  Projection(int columns, int rows, double[] free, PressureSolver solver) {
    this.columns = columns;
    this.rows = rows;
    this.free = free;
    this.solver = solver;
  }

  /** B Bᵀ factorised; serves any number of threads. */
  static BandedCholesky banded(int columns, int rows, double[] free) {
    return new BandedCholesky(rows * columns, rows, matrix(columns, rows, free));
  }

  /** B Bᵀ, the lower half of its band. */
  private static double[] matrix(int columns, int rows, double[] free) {
    int cells = rows * columns;
    int width = rows + 1;
    double[] matrix = new double[Math.multiplyExact(cells, width)];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        int cell = j * columns + i;
        int row = i * rows + j;
        double right = free[cell];
        double above = free[cells + cell];
        matrix[row * width + rows] += right + above;
        if (i + 1 < columns) {
          int neighbour = row + rows;
          matrix[neighbour * width + rows] += right;
          matrix[neighbour * width] -= right;
        }
        if (j + 1 < rows) {
          int neighbour = row + 1;
          matrix[neighbour * width + rows] += above;
          matrix[neighbour * width + rows - 1] -= above;
        }
      }
    }
    for (int row = 0; row < cells; row++) {
      if (matrix[row * width + rows] == 0) {
        matrix[row * width + rows] = 1;
      }
    }
    return matrix;
  }

  /**
   * Projects in place.
   *
   * @param faces one state; faces that are not free must hold their known values
   * @param inflow velocity of the inflow faces: 1 for a state, 0 for a cotangent
   * @param pressure (columns, rows), overwritten with the pressure that was taken: the impulse of a
   *     step over h, at density 1
   */
  void apply(double[] faces, double inflow, double[] pressure) {
    int cells = rows * columns;
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        int cell = j * columns + i;
        double left = i == 0 ? inflow : faces[cell - 1];
        double below = j == 0 ? 0 : faces[cells + cell - columns];
        pressure[i * rows + j] = left - faces[cell] + below - faces[cells + cell];
      }
    }
    solver.solve(pressure);
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int cell = j * columns + i;
        double own = pressure[i * rows + j];
        double right = i + 1 < columns ? pressure[(i + 1) * rows + j] : 0;
        double above = j + 1 < rows ? pressure[i * rows + j + 1] : 0;
        faces[cell] += free[cell] * (own - right);
        faces[cells + cell] += free[cells + cell] * (own - above);
      }
    }
  }
}
