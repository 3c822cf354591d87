package org.unfurl.sim.gas;

/**
 * A structured grid of quadrilateral cells: columns i run along the first grid line, rows j across
 * it. Seen from above, i to j turns anticlockwise, as x to y does; on an O-grid with rows counted
 * outwards from the body, columns therefore run clockwise.
 *
 * <p>A face's normal is scaled by the face's length. It points to the next column on column faces
 * and to the next row on row faces. The normals of a cell sum to zero up to rounding, so a uniform
 * flow stays uniform. Immutable; any number of solvers share one.
 */
public final class CurvilinearGrid {

  private static final double PERIOD_TOLERANCE = 1e-9;

  private final int rows;
  private final int columns;
  private final boolean periodicColumns;
  private final double[] x;
  private final double[] y;

  /** (rows, columns). */
  private final double[] volume;

  private final double[] centreX;
  private final double[] centreY;

  /** (rows, columns + 1). */
  private final double[] columnNormalX;

  private final double[] columnNormalY;

  /** (rows + 1, columns). */
  private final double[] rowNormalX;

  private final double[] rowNormalY;

  /**
   * A grid between given nodes.
   *
   * @param rows cells across, at least 1
   * @param columns cells along, at least 2
   * @param x of the nodes, (rows + 1, columns + 1), row-major
   * @param y of the nodes, likewise
   * @param periodicColumns whether column 0 follows the last column: the last column of nodes then
   *     repeats the first, as on an O-grid, or is the first one moved by a period
   * @throws IllegalArgumentException if a cell's volume is not positive, or if the columns cannot
   *     be periodic
   */
  public CurvilinearGrid(int rows, int columns, double[] x, double[] y, boolean periodicColumns) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows (" + rows + ") must be at least 1");
    }
    if (columns < 2) {
      throw new IllegalArgumentException("columns (" + columns + ") must be at least 2");
    }
    int nodes = Math.multiplyExact(rows + 1, columns + 1);
    requireLength("x", x, nodes);
    requireLength("y", y, nodes);
    this.rows = rows;
    this.columns = columns;
    this.periodicColumns = periodicColumns;
    this.x = x.clone();
    this.y = y.clone();
    this.volume = new double[rows * columns];
    this.centreX = new double[rows * columns];
    this.centreY = new double[rows * columns];
    this.columnNormalX = new double[rows * (columns + 1)];
    this.columnNormalY = new double[rows * (columns + 1)];
    this.rowNormalX = new double[(rows + 1) * columns];
    this.rowNormalY = new double[(rows + 1) * columns];
    fillCells();
    fillNormals();
    if (periodicColumns) {
      requirePeriodicColumns();
    }
  }

  private static void requireLength(String name, double[] array, int nodes) {
    if (array.length != nodes) {
      throw new IllegalArgumentException(
          name
              + " (length "
              + array.length
              + ") must have one value per node, (rows + 1) times (columns + 1) = "
              + nodes);
    }
  }

  private void fillCells() {
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int a = node(j, i);
        int b = node(j, i + 1);
        int c = node(j + 1, i + 1);
        int d = node(j + 1, i);
        double lower = 0.5 * cross(a, b, c);
        double upper = 0.5 * cross(a, c, d);
        int cell = j * columns + i;
        volume[cell] = lower + upper;
        if (!(volume[cell] > 0) || Double.isInfinite(volume[cell])) {
          throw new IllegalArgumentException(
              "volume ("
                  + volume[cell]
                  + ") of the cell in row "
                  + j
                  + ", column "
                  + i
                  + " must be positive: cells may not overlap, and columns to rows must turn"
                  + " anticlockwise");
        }
        centreX[cell] =
            (lower * (x[a] + x[b] + x[c]) + upper * (x[a] + x[c] + x[d])) / (3 * volume[cell]);
        centreY[cell] =
            (lower * (y[a] + y[b] + y[c]) + upper * (y[a] + y[c] + y[d])) / (3 * volume[cell]);
      }
    }
  }

  /** Twice the signed area of a triangle of nodes. */
  private double cross(int a, int b, int c) {
    return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
  }

  private void fillNormals() {
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i <= columns; i++) {
        int face = j * (columns + 1) + i;
        columnNormalX[face] = y[node(j + 1, i)] - y[node(j, i)];
        columnNormalY[face] = x[node(j, i)] - x[node(j + 1, i)];
      }
    }
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i < columns; i++) {
        int face = j * columns + i;
        rowNormalX[face] = y[node(j, i)] - y[node(j, i + 1)];
        rowNormalY[face] = x[node(j, i + 1)] - x[node(j, i)];
      }
    }
  }

  private void requirePeriodicColumns() {
    double tolerance = PERIOD_TOLERANCE * Math.sqrt(volume[0]);
    for (int j = 1; j <= rows; j++) {
      double offX = x[node(j, columns)] - x[node(j, 0)] - columnPeriodX();
      double offY = y[node(j, columns)] - y[node(j, 0)] - columnPeriodY();
      if (Math.hypot(offX, offY) > tolerance) {
        throw new IllegalArgumentException(
            "periodicColumns (true) needs a last column of nodes that is the first one moved by"
                + " one period; it is off by "
                + Math.hypot(offX, offY)
                + " in row "
                + j);
      }
    }
  }

  /** Whether the last row of nodes is the first one moved by one period. */
  boolean canHavePeriodicRows() {
    double tolerance = PERIOD_TOLERANCE * Math.sqrt(volume[0]);
    for (int i = 1; i <= columns; i++) {
      double offX = x[node(rows, i)] - x[node(0, i)] - rowPeriodX();
      double offY = y[node(rows, i)] - y[node(0, i)] - rowPeriodY();
      if (Math.hypot(offX, offY) > tolerance) {
        return false;
      }
    }
    return true;
  }

  double columnPeriodX() {
    return x[columns] - x[0];
  }

  double columnPeriodY() {
    return y[columns] - y[0];
  }

  double rowPeriodX() {
    return x[node(rows, 0)] - x[0];
  }

  double rowPeriodY() {
    return y[node(rows, 0)] - y[0];
  }

  /** Cells across. */
  public int rows() {
    return rows;
  }

  /** Cells along. */
  public int columns() {
    return columns;
  }

  /** Cells. */
  public int cells() {
    return rows * columns;
  }

  /** Whether column 0 follows the last column. */
  public boolean periodicColumns() {
    return periodicColumns;
  }

  /** Index of a node in {@link #nodeX(int)}; {@code row} to rows, {@code column} to columns. */
  int node(int row, int column) {
    return row * (columns + 1) + column;
  }

  double nodeX(int node) {
    return x[node];
  }

  double nodeY(int node) {
    return y[node];
  }

  /** Area of the cell with index {@code row * columns + column}: its volume per unit of depth. */
  public double volume(int cell) {
    return volume[cell];
  }

  /** Centroid of a cell. */
  public double centreX(int cell) {
    return centreX[cell];
  }

  /** Centroid of a cell. */
  public double centreY(int cell) {
    return centreY[cell];
  }

  /** Of the face between columns {@code column - 1} and {@code column}. */
  double columnNormalX(int row, int column) {
    return columnNormalX[row * (columns + 1) + column];
  }

  double columnNormalY(int row, int column) {
    return columnNormalY[row * (columns + 1) + column];
  }

  /** Of the face between rows {@code row - 1} and {@code row}. */
  double rowNormalX(int row, int column) {
    return rowNormalX[row * columns + column];
  }

  double rowNormalY(int row, int column) {
    return rowNormalY[row * columns + column];
  }
}
