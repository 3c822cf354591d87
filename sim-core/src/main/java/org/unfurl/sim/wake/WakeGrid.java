package org.unfurl.sim.wake;

import org.unfurl.sim.grid.StateShape;

/**
 * The channel of the wake on square cells: 200 long (x, with the stream), 100 wide (y), with a
 * cylinder of diameter 20 around (50, 50).
 *
 * <p>A state is (u, v) on the faces, each (rows, columns). Row j, column i of u is the face right
 * of cell (j, i), at ((i + 1) h, (j + ½) h); of v, the face above it, at ((i + ½) h, (j + 1) h). So
 * the inflow faces (u = 1) and the lowest lateral faces (v = 0) are not in the state: they are
 * known. The uppermost lateral faces (the last row of v) are known too, but stored, so that both
 * fields have one shape; they are 0 after every step, and what a step finds there counts as 0.
 *
 * <p>The cylinder is the set of faces whose centre lies inside it. Their velocity is 0, in the same
 * sense, and no pressure acts through them.
 *
 * <p>The object is immutable and serves any number of threads. It holds the factorised pressure
 * equation, 8 · columns · rows · (rows + 1) bytes.
 */
public final class WakeGrid {

  /** Length of the channel, along the stream. */
  public static final double LENGTH = 200;

  /** Diameter of the cylinder, the length of the Reynolds number. */
  public static final double DIAMETER = 20;

  private static final double CENTRE = 50;

  private final int columns;
  private final int rows;

  /** 1 where a face is free, 0 where its velocity is known, laid out like a state. */
  private final double[] free;

  private final Projection projection;

  /**
   * A grid of square cells, with its pressure equation factorised.
   *
   * @param columns cells along the stream, even, at least 16
   */
  public WakeGrid(int columns) {
    if (columns < 16 || columns % 2 != 0) {
      throw new IllegalArgumentException(
          "columns (" + columns + ") must be even and at least 16: the cylinder needs a few cells");
    }
    this.columns = columns;
    this.rows = columns / 2;
    this.free = freeFaces();
    this.projection = new Projection(columns, rows, free);
  }

  /** Cells along the stream. */
  public int columns() {
    return columns;
  }

  /** Cells across the stream: half the columns. */
  public int rows() {
    return rows;
  }

  /** h, the side of a cell. */
  public double cellSize() {
    return LENGTH / columns;
  }

  /** (u, v) over the cells. */
  public StateShape shape() {
    return new StateShape(2, rows, columns, false, false);
  }

  /** Whether the velocity at that index of a state is free, not known from a boundary. */
  public boolean isFree(int index) {
    return free[index] != 0;
  }

  double[] free() {
    return free;
  }

  Projection projection() {
    return projection;
  }

  private double[] freeFaces() {
    int cells = rows * columns;
    double h = cellSize();
    double[] faces = new double[2 * cells];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int cell = j * columns + i;
        faces[cell] = isOutside((i + 1) * h, (j + 0.5) * h) ? 1 : 0;
        boolean lateral = j == rows - 1;
        faces[cells + cell] = !lateral && isOutside((i + 0.5) * h, (j + 1) * h) ? 1 : 0;
      }
    }
    return faces;
  }

  private static boolean isOutside(double x, double y) {
    return Math.hypot(x - CENTRE, y - CENTRE) >= DIAMETER / 2;
  }
}
