package org.unfurl.sim.gas;

/**
 * How an O-grid around {@link Naca0012} is laid out. Column 0 begins at the trailing edge; columns
 * run along the lower side to the leading edge and back along the upper one, rows outwards. The
 * grid is its own mirror image.
 *
 * <p>In the near-circle plane (see {@link NearCircle}) grid lines across are rays, so that they
 * leave the profile at a right angle, but for three degrees or so; a node is where its ray has come
 * as far from the profile as all nodes of its row. From one ray to another a line moves with the
 * distance s by s² / (s² + d²): near the wall the nodes keep the distribution that serves the
 * profile, further out they spread evenly and resolve the wake. Since a row takes the rays in
 * order, lines of columns do not cross.
 *
 * @param rows cells from the profile to the far field
 * @param columns cells around, even
 * @param wallSpacing first cell's height in chords
 * @param trailingSpacing about the length of the cells at the trailing edge, in chords; below the
 *     mean 2 / columns
 * @param leadingSpacing the same at the leading edge, where the radius is 0.016
 * @param farField about the distance of the outer boundary, in chords
 */
public record AerofoilGrid(
    int rows,
    int columns,
    double wallSpacing,
    double trailingSpacing,
    double leadingSpacing,
    double farField) {

  /** By how much closer than on average lines stand in the wake, and more loosely ahead. */
  private static final double WAKE_CLUSTERING = 0.4;

  /** Least distance d in chords over which a line moves. */
  private static final double LEAST_REACH = 0.03;

  /** d is that many times the way a line has to go, so that it never runs along the profile. */
  private static final double REACH = 2;

  /** Table of the profile's length. */
  private static final int LENGTH_POINTS = 4000;

  /** Checks the layout. */
  public AerofoilGrid {
    if (rows < 2) {
      throw new IllegalArgumentException("rows (" + rows + ") must be at least 2");
    }
    if (columns < 8 || columns % 2 != 0) {
      throw new IllegalArgumentException("columns (" + columns + ") must be even and at least 8");
    }
    requireSpacing("trailingSpacing", trailingSpacing, columns);
    requireSpacing("leadingSpacing", leadingSpacing, columns);
    if (!(wallSpacing > 0 && wallSpacing < farField / rows) || Double.isInfinite(farField)) {
      throw new IllegalArgumentException(
          "wallSpacing ("
              + wallSpacing
              + ") must be positive and below farField / rows, with a finite farField ("
              + farField
              + ")");
    }
  }

  /** A layout with the same spacing at both edges. */
  public AerofoilGrid(
      int rows, int columns, double wallSpacing, double edgeSpacing, double farField) {
    this(rows, columns, wallSpacing, edgeSpacing, edgeSpacing, farField);
  }

  private static void requireSpacing(String name, double spacing, int columns) {
    if (!(spacing > 0 && spacing < 2.0 / columns)) {
      throw new IllegalArgumentException(
          name + " (" + spacing + ") must be positive and below 2 / columns");
    }
  }

  /** The grid itself; takes some 10 µs a node. */
  public CurvilinearGrid grid() {
    return grid(1);
  }

  /**
   * The grid of every k-th node of {@link #grid()}.
   *
   * @param every k, a divisor of the rows and of half the columns
   */
  public CurvilinearGrid grid(int every) {
    if (every < 1 || rows % every != 0 || columns / 2 % every != 0) {
      throw new IllegalArgumentException(
          "every (" + every + ") must divide the rows and half the columns");
    }
    int coarseRows = rows / every;
    int coarseColumns = columns / every;
    double[] x = new double[(coarseRows + 1) * (coarseColumns + 1)];
    double[] y = new double[x.length];
    NearCircle circle = new NearCircle();
    double[] distances = Stretching.growing(rows, wallSpacing, farField);
    double[] names = wallNames();
    for (int i = 0; i <= coarseColumns / 2; i++) {
      int fine = i * every;
      double inner = circle.angleOf(names[fine]);
      double outer = outerAngle(2.0 * fine / columns);
      double way = Math.abs(Math.cos(inner) - Math.cos(outer)) / 2;
      double reach = Math.hypot(LEAST_REACH, REACH * way);
      for (int j = 0; j <= coarseRows; j++) {
        double s = distances[j * every];
        double share = s * s / (s * s + reach * reach);
        Point point =
            j == 0 ? Naca0012.upper(names[fine]) : circle.onRay(inner + share * (outer - inner), s);
        int upper = j * (coarseColumns + 1) + coarseColumns - i;
        int lower = j * (coarseColumns + 1) + i;
        x[upper] = point.x();
        y[upper] = point.y();
        x[lower] = point.x();
        // Not −0 on the axis, where both are one point.
        y[lower] = point.y() == 0 ? 0 : -point.y();
      }
    }
    return new CurvilinearGrid(coarseRows, coarseColumns, x, y, true);
  }

  private static double outerAngle(double fraction) {
    return Math.PI * fraction - WAKE_CLUSTERING * Math.sin(Math.PI * fraction);
  }

  /** The profile's angles t of the upper nodes, from the trailing edge on. */
  private double[] wallNames() {
    double[] length = new double[LENGTH_POINTS + 1];
    for (int k = 1; k <= LENGTH_POINTS; k++) {
      length[k] =
          length[k - 1]
              + Naca0012.upper(Math.PI * k / LENGTH_POINTS)
                  .distanceTo(Naca0012.upper(Math.PI * (k - 1) / LENGTH_POINTS));
    }
    int half = columns / 2;
    double[] at =
        Stretching.clustered(half, trailingSpacing, leadingSpacing, length[LENGTH_POINTS]);
    double[] names = new double[half + 1];
    int k = 0;
    for (int i = 1; i < half; i++) {
      while (length[k + 1] < at[i]) {
        k++;
      }
      double part = (at[i] - length[k]) / (length[k + 1] - length[k]);
      names[i] = Math.PI * (k + part) / LENGTH_POINTS;
    }
    names[half] = Math.PI;
    return names;
  }
}
