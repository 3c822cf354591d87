package org.unfurl.sim.wake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.unfurl.sim.spectral.Lanes;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * The pressure equation by cosine transforms across the channel, for grids whose banded factor
 * would be too large: its cost goes with the cells, but for a logarithm.
 *
 * <p>Without a cylinder the matrix A₀ separates: the cosines cos(πk (j + ½) / rows) turn it into
 * one tridiagonal matrix along the stream for every k. The closed faces of the cylinder take away a
 * term each, A = A₀ − G Gᵀ, with a column of G for every closed face (1 below or left of it, −1
 * beyond), so that (the method of the capacitance matrix; Buzbee, Dorr, George and Golub 1971, SIAM
 * J. Numer. Anal. 8, doi 10.1137/0708066)
 *
 * <pre>   A⁻¹ = A₀⁻¹ + A₀⁻¹ G (I − Gᵀ A₀⁻¹ G)⁻¹ Gᵀ A₀⁻¹   </pre>
 *
 * <p>Cells without free faces stay joined to each other and, by one face, to the flow: nothing
 * flows in or out there, so nothing flows through that face, and A stays regular.
 *
 * <p>Serves one thread; {@link #copy} serves another.
 */
final class ChannelPressure implements PressureSolver {

  private final int columns;
  private final int rows;

  /** 4 numbers a closed face: cell before, cell beyond, each in the order of the columns. */
  private final int[] closed;

  private final int firstClosedColumn;
  private final int lastClosedColumn;

  /** (columns, rows): reciprocal pivots of the tridiagonal matrices, mode after mode in a row. */
  private final double[] pivots;

  /** I − Gᵀ A₀⁻¹ G; null where nothing is closed. */
  private final BandedCholesky capacitance;

  private final RealFourierTransform transform;
  private final double[] fields;
  private final double[] spectra;
  private final double[] cosines;
  private final double[] sines;
  private final double[] modes;
  private final double[] answer;
  private final double[] strengths;

  /**
   * Prepares the solver: a solution for every closed face.
   *
   * @param free 1 where a face is free, laid out like a state
   */
  ChannelPressure(int columns, int rows, double[] free) {
    this(columns, rows, closedFaces(columns, rows, free), pivots(columns, rows), null);
  }

  private ChannelPressure(
      int columns, int rows, int[] closed, double[] pivots, BandedCholesky capacitance) {
    this.columns = columns;
    this.rows = rows;
    this.closed = closed;
    this.pivots = pivots;
    this.firstClosedColumn = Arrays.stream(closed).min().orElse(0) / rows;
    this.lastClosedColumn = Arrays.stream(closed).max().orElse(0) / rows;
    this.transform = new RealFourierTransform(2 * rows);
    this.fields = transform.newFields();
    this.spectra = transform.newSpectra();
    this.cosines = new double[rows];
    this.sines = new double[rows];
    for (int k = 0; k < rows; k++) {
      cosines[k] = Math.cos(Math.PI * k / (2 * rows));
      sines[k] = Math.sin(Math.PI * k / (2 * rows));
    }
    this.modes = new double[columns * rows];
    this.answer = new double[columns * rows];
    this.strengths = new double[closed.length / 2];
    this.capacitance = capacitance == null ? capacitance() : capacitance;
  }

  /** Another instance for another thread. */
  ChannelPressure copy() {
    return new ChannelPressure(columns, rows, closed, pivots, capacitance);
  }

  /**
   * The closed faces that must be taken from A₀: all between two cells with free faces, and all but
   * one around each group of cells without.
   */
  private static int[] closedFaces(int columns, int rows, double[] free) {
    int cells = columns * rows;
    boolean[] flows = new boolean[cells];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        int cell = j * columns + i;
        flows[i * rows + j] =
            free[cell] + free[cells + cell] > 0
                || i == 0
                || free[cell - 1] > 0
                || j == 0
                || free[cells + cell - columns] > 0;
      }
    }
    boolean[] joined = flows.clone();
    List<Integer> pairs = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        int cell = j * columns + i;
        int own = i * rows + j;
        if (free[cell] == 0) {
          close(own, own + rows, flows, joined, pairs, rows);
        }
        if (free[cells + cell] == 0 && j < rows - 1) {
          close(own, own + 1, flows, joined, pairs, rows);
        }
      }
    }
    return pairs.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void close(
      int before, int beyond, boolean[] flows, boolean[] joined, List<Integer> pairs, int rows) {
    if (!flows[before] && !flows[beyond]) {
      return;
    }
    int still = flows[before] ? beyond : before;
    if (joined[still]) {
      pairs.add(before);
      pairs.add(beyond);
    } else {
      joinAllFrom(still, joined, rows);
    }
  }

  /** Marks the whole group of a cell without free faces: it now has its one face to the flow. */
  private static void joinAllFrom(int start, boolean[] joined, int rows) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    joined[start] = true;
    while (!open.isEmpty()) {
      int cell = open.pop();
      for (int neighbour : new int[] {cell - rows, cell + rows, cell - 1, cell + 1}) {
        if (!joined[neighbour]) {
          joined[neighbour] = true;
          open.push(neighbour);
        }
      }
    }
  }

  private static double[] pivots(int columns, int rows) {
    double[] pivots = new double[columns * rows];
    for (int k = 0; k < rows; k++) {
      double sine = Math.sin(Math.PI * k / (2 * rows));
      double across = 4 * sine * sine;
      double last = 0;
      for (int i = 0; i < columns; i++) {
        double diagonal = across + (i == 0 ? 1 : 2);
        last = 1 / (diagonal - last);
        pivots[i * rows + k] = last;
      }
    }
    return pivots;
  }

  private BandedCholesky capacitance() {
    int size = strengths.length;
    if (size == 0) {
      return null;
    }
    double[] matrix = new double[size * size];
    for (int row = 0; row < size; row++) {
      Arrays.fill(answer, 0);
      answer[closed[2 * row]] += 1;
      answer[closed[2 * row + 1]] -= 1;
      toModes(answer, firstClosedColumn, lastClosedColumn);
      solveModes();
      fromModes(answer, firstClosedColumn, lastClosedColumn);
      for (int column = 0; column <= row; column++) {
        double drop = answer[closed[2 * column]] - answer[closed[2 * column + 1]];
        matrix[row * size + size - 1 + column - row] = (row == column ? 1 : 0) - drop;
      }
    }
    return new BandedCholesky(size, size - 1, matrix);
  }

  @Override
  public void solve(double[] x) {
    toModes(x, 0, columns - 1);
    solveModes();
    if (capacitance != null) {
      fromModes(answer, firstClosedColumn, lastClosedColumn);
      for (int f = 0; f < strengths.length; f++) {
        strengths[f] = answer[closed[2 * f]] - answer[closed[2 * f + 1]];
      }
      capacitance.solve(strengths);
      for (int f = 0; f < strengths.length; f++) {
        x[closed[2 * f]] += strengths[f];
        x[closed[2 * f + 1]] -= strengths[f];
      }
      toModes(x, 0, columns - 1);
      solveModes();
    }
    fromModes(x, 0, columns - 1);
  }

  /** The cosine coefficients of the columns, as the spectrum of the column and its mirror image. */
  private void toModes(double[] x, int firstColumn, int lastColumn) {
    Arrays.fill(modes, 0);
    for (int first = firstColumn; first <= lastColumn; first += Lanes.COUNT) {
      int count = Math.min(Lanes.COUNT, lastColumn + 1 - first);
      for (int lane = 0; lane < count; lane++) {
        int from = (first + lane) * rows;
        for (int j = 0; j < rows; j++) {
          fields[j * Lanes.COUNT + lane] = x[from + j];
          fields[(2 * rows - 1 - j) * Lanes.COUNT + lane] = x[from + j];
        }
      }
      transform.forward(fields, spectra);
      for (int lane = 0; lane < count; lane++) {
        int to = (first + lane) * rows;
        for (int k = 0; k < rows; k++) {
          int at = 2 * k * Lanes.COUNT + lane;
          modes[to + k] = cosines[k] * spectra[at] + sines[k] * spectra[at + Lanes.COUNT];
        }
      }
    }
  }

  private void fromModes(double[] x, int firstColumn, int lastColumn) {
    for (int first = firstColumn; first <= lastColumn; first += Lanes.COUNT) {
      int count = Math.min(Lanes.COUNT, lastColumn + 1 - first);
      Arrays.fill(spectra, 2 * rows * Lanes.COUNT, spectra.length, 0);
      for (int lane = 0; lane < count; lane++) {
        int from = (first + lane) * rows;
        for (int k = 0; k < rows; k++) {
          int at = 2 * k * Lanes.COUNT + lane;
          spectra[at] = cosines[k] * modes[from + k];
          spectra[at + Lanes.COUNT] = sines[k] * modes[from + k];
        }
      }
      transform.inverse(spectra, fields);
      for (int lane = 0; lane < count; lane++) {
        int to = (first + lane) * rows;
        for (int j = 0; j < rows; j++) {
          x[to + j] = fields[j * Lanes.COUNT + lane];
        }
      }
    }
  }

  /** All tridiagonal systems side by side. */
  private void solveModes() {
    for (int k = 0; k < rows; k++) {
      modes[k] *= pivots[k];
    }
    for (int at = rows; at < modes.length; at++) {
      modes[at] = (modes[at] + modes[at - rows]) * pivots[at];
    }
    for (int at = modes.length - rows - 1; at >= 0; at--) {
      modes[at] += pivots[at] * modes[at + rows];
    }
  }
}
