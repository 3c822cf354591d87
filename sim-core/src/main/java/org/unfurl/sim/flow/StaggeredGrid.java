package org.unfurl.sim.flow;

import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.StateShape;

/**
 * A doubly periodic plane of equal cells with velocities on the faces between them (Harlow and
 * Welch 1965, doi 10.1063/1.1761178).
 *
 * <p>Cell (j, i) covers [i Δx, (i + 1) Δx] × [j Δy, (j + 1) Δy]. A velocity has two channels of
 * (rows, columns) values each: u(j, i) in the middle of the cell's left face, at (i Δx, (j + ½)
 * Δy), and v(j, i) in the middle of its lower face, at ((i + ½) Δx, j Δy). Pressure and divergence
 * stand in the middle of the cell.
 *
 * @param x the cells along x
 * @param y the cells along y
 */
public record StaggeredGrid(PeriodicGrid x, PeriodicGrid y) {

  /**
   * A square of equal sides.
   *
   * @param points cells along each side, even and at least 4
   * @param length of a side
   */
  public static StaggeredGrid square(int points, double length) {
    PeriodicGrid side = new PeriodicGrid(points, length);
    return new StaggeredGrid(side, side);
  }

  /** Two channels over the cells. */
  public StateShape shape() {
    return StateShape.periodicPlane(2, rows(), columns());
  }

  int rows() {
    return y.points();
  }

  int columns() {
    return x.points();
  }

  int cells() {
    return shape().points();
  }

  /**
   * Sets the divergence of every cell, (u(j, i + 1) − u(j, i)) / Δx + (v(j + 1, i) − v(j, i)) / Δy.
   *
   * @param velocity (2, rows, columns). Not modified.
   * @param divergence (rows, columns). Overwritten.
   */
  void divergence(double[] velocity, double[] divergence) {
    int columns = columns();
    int cells = cells();
    double perX = 1 / x.spacing();
    double perY = 1 / y.spacing();
    for (int row = 0; row < cells; row += columns) {
      int above = row + columns < cells ? row + columns : 0;
      for (int i = 0; i < columns; i++) {
        int right = i + 1 < columns ? i + 1 : 0;
        divergence[row + i] =
            (velocity[row + right] - velocity[row + i]) * perX
                + (velocity[cells + above + i] - velocity[cells + row + i]) * perY;
      }
    }
  }

  /**
   * Subtracts the gradient of a pressure; gradient and divergence are each other's transpose, but
   * for the sign.
   *
   * @param pressure (rows, columns). Not modified.
   * @param velocity (2, rows, columns). Modified.
   */
  void subtractGradient(double[] pressure, double[] velocity) {
    int columns = columns();
    int cells = cells();
    double perX = 1 / x.spacing();
    double perY = 1 / y.spacing();
    for (int row = 0; row < cells; row += columns) {
      int below = row > 0 ? row - columns : cells - columns;
      for (int i = 0; i < columns; i++) {
        int left = i > 0 ? i - 1 : columns - 1;
        velocity[row + i] -= (pressure[row + i] - pressure[row + left]) * perX;
        velocity[cells + row + i] -= (pressure[row + i] - pressure[below + i]) * perY;
      }
    }
  }
}
