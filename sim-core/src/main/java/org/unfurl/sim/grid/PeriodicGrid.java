package org.unfurl.sim.grid;

/**
 * Equally spaced points on a periodic interval [0, length): the left end is a point, the right end
 * is its image.
 *
 * @param points number of points, even so that the grid has a Nyquist mode, at least 4
 * @param length of the interval, in the equation's unit of length
 */
public record PeriodicGrid(int points, double length) {

  /** Checks both components. */
  public PeriodicGrid {
    if (points < 4 || points % 2 != 0) {
      throw new IllegalArgumentException("points (" + points + ") must be even and at least 4");
    }
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("length (" + length + ") must be positive and finite");
    }
  }

  /** Distance between neighbouring points. */
  public double spacing() {
    return length / points;
  }

  /** Number of the Nyquist mode, the highest that the points resolve. */
  public int nyquistMode() {
    return points / 2;
  }

  /**
   * Angular wavenumber 2π mode / length, in radians per unit of length.
   *
   * @param mode waves per length, from 0 to {@link #nyquistMode()}
   */
  public double wavenumber(int mode) {
    if (mode < 0 || mode > nyquistMode()) {
      throw new IllegalArgumentException(
          "mode (" + mode + ") must lie between 0 and " + nyquistMode());
    }
    return 2 * Math.PI * mode / length;
  }
}
