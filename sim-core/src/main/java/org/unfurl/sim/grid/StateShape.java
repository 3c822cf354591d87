package org.unfurl.sim.grid;

/**
 * What a state looks like to whoever does not know the physics: channels (fields) over the points
 * of a line or of a plane, and along which axes the first point follows the last.
 *
 * <p>Layout of a state: (channel, y, x), row-major, so x varies fastest. A line has one row. Fields
 * of a staggered grid, or of a curved one, count as if they stood on the same points: a face or a
 * cell belongs to the point with its indices.
 *
 * @param channels fields, at least 1
 * @param rows points along y, 1 on a line
 * @param columns points along x, at least 2
 * @param periodicY whether row 0 follows the last row; without meaning on a line
 * @param periodicX whether column 0 follows the last column
 */
public record StateShape(
    int channels, int rows, int columns, boolean periodicY, boolean periodicX) {

  /** Checks the counts. */
  public StateShape {
    if (channels < 1) {
      throw new IllegalArgumentException("channels (" + channels + ") must be at least 1");
    }
    if (rows < 1) {
      throw new IllegalArgumentException("rows (" + rows + ") must be at least 1");
    }
    if (columns < 2) {
      throw new IllegalArgumentException("columns (" + columns + ") must be at least 2");
    }
  }

  /** Fields on a periodic line. */
  public static StateShape periodicLine(int channels, int points) {
    return new StateShape(channels, 1, points, true, true);
  }

  /** Fields on a doubly periodic plane. */
  public static StateShape periodicPlane(int channels, int rows, int columns) {
    return new StateShape(channels, rows, columns, true, true);
  }

  /** Whether this is a plane, not a line. */
  public boolean isPlane() {
    return rows > 1;
  }

  /** Points of one field. */
  public int points() {
    return Math.multiplyExact(rows, columns);
  }

  /**
   * Where points lie that are the same distance apart along both axes.
   *
   * @param first x of column 0 and y of row 0
   * @param spacing between neighbours, in the unit of {@code first}
   * @return (2, rows, columns): x of every point, then y
   */
  public double[] evenCoordinates(double first, double spacing) {
    double[] coordinates = new double[Math.multiplyExact(2, points())];
    int point = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        coordinates[point] = first + column * spacing;
        coordinates[points() + point] = first + row * spacing;
        point++;
      }
    }
    return coordinates;
  }

  /** Values in one state. */
  public int size() {
    return Math.multiplyExact(channels, points());
  }
}
