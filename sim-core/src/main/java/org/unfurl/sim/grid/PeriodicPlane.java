package org.unfurl.sim.grid;

/**
 * Equally spaced points on a rectangle that is periodic both ways. Fields on it are stored (y, x),
 * x fastest.
 *
 * @param y points and extent along y: the rows
 * @param x points and extent along x: the columns
 */
public record PeriodicPlane(PeriodicGrid y, PeriodicGrid x) {

  /**
   * A square.
   *
   * @param points along each axis, even and at least 4
   * @param length of each side, in the equation's unit of length
   */
  public static PeriodicPlane square(int points, double length) {
    PeriodicGrid side = new PeriodicGrid(points, length);
    return new PeriodicPlane(side, side);
  }

  /** Points of a field. */
  public int points() {
    return Math.multiplyExact(y.points(), x.points());
  }
}
