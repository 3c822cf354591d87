package org.unfurl.sim.wake;

import java.util.function.Supplier;
import org.unfurl.sim.grid.StateShape;

/**
 * A channel with a cylinder on square cells: {@link WakeChannel#STUDY}'s, unless another is given.
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
 * equation: 8 · columns · rows · (rows + 1) bytes up to 128 rows, and beyond that 8 · columns ·
 * rows, solved by transforms.
 */
public final class WakeGrid {

  /** Diameter of the study's cylinder, the length of the Reynolds number. */
  public static final double DIAMETER = WakeChannel.STUDY.diameter();

  /** Above it a step by transforms is several times faster, and the band does not fit. */
  static final int MOST_BANDED_ROWS = 128;

  private final WakeChannel channel;
  private final int columns;
  private final int rows;

  /** 1 where a face is free, 0 where its velocity is known, laid out like a state. */
  private final double[] free;

  /** Immutable where they serve several threads, another one for everybody where not. */
  private final Supplier<PressureSolver> pressureSolvers;

  /**
   * The study's channel, with its pressure equation factorised.
   *
   * @param columns cells along the stream, even, at least 16
   */
  public WakeGrid(int columns) {
    this(WakeChannel.STUDY, columns);
  }

  /**
   * Any channel, with its pressure equation factorised.
   *
   * @param columns cells along the stream, at least 16, such that whole ones lie across it
   */
  public WakeGrid(WakeChannel channel, int columns) {
    double across = columns * channel.width() / channel.length();
    if (columns < 16 || Math.abs(across - Math.rint(across)) > 1e-9) {
      throw new IllegalArgumentException(
          "columns ("
              + columns
              + ") must be at least 16, the cylinder needs a few cells, and make square cells: take"
              + " a number that gives whole rows ("
              + across
              + ")");
    }
    this.channel = channel;
    this.columns = columns;
    this.rows = (int) Math.rint(across);
    this.free = freeFaces();
    if (rows <= MOST_BANDED_ROWS) {
      PressureSolver solver = Projection.banded(columns, rows, free);
      this.pressureSolvers = () -> solver;
    } else {
      this.pressureSolvers = new ChannelPressure(columns, rows, free)::copy;
    }
  }

  /** The channel and its cylinder. */
  public WakeChannel channel() {
    return channel;
  }

  /** Cells along the stream. */
  public int columns() {
    return columns;
  }

  /** Cells across the stream: half the columns in the study's channel. */
  public int rows() {
    return rows;
  }

  /** h, the side of a cell. */
  public double cellSize() {
    return channel.length() / columns;
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

  /** For one thread. */
  Projection projection() {
    return new Projection(columns, rows, free, pressureSolvers.get());
  }

  private double[] freeFaces() {
    int cells = rows * columns;
    double h = cellSize();
    double[] faces = new double[2 * cells];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int cell = j * columns + i;
        faces[cell] = channel.isOutsideCylinder((i + 1) * h, (j + 0.5) * h) ? 1 : 0;
        boolean lateral = j == rows - 1;
        faces[cells + cell] =
            !lateral && channel.isOutsideCylinder((i + 0.5) * h, (j + 1) * h) ? 1 : 0;
      }
    }
    return faces;
  }
}
