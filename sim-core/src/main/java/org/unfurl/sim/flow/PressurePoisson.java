package org.unfurl.sim.flow;

import java.util.Arrays;
import org.unfurl.sim.spectral.Lanes;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * The exact inverse of the five-point Laplacian, div grad on a {@link StaggeredGrid}: a Fourier
 * transform along x leaves one periodic, tridiagonal system along y for every wavenumber.
 *
 * <p><b>Along y</b>, with S the shift by one row and e = 2 sin²(πm/columns) Δy²/Δx² in mode m, that
 * system is (S + S⁻¹ − 2 − 2e) p = Δy² q. It factorises into two recurrences of first order, one up
 * and one down the rows,
 *
 * <pre>   (1 − r S) (1 − r S⁻¹) p = −r Δy² q,   r = 1 / (1 + e + √(e (2 + e)))   </pre>
 *
 * <p>Each is run twice: once from zero for the value that it must start with to be periodic, once
 * from there. Mode 0 has r = 1 and leaves p's mean open: the mean of q is dropped, that of p is
 * zero.
 *
 * <p>The map is linear and symmetric, so it is its own adjoint.
 */
final class PressurePoisson {

  private final int rows;
  private final int columns;

  /** Δy². */
  private final double square;

  private final RealFourierTransform transform;
  private final double[] fields;
  private final double[] spectra;

  /** Numbers in the spectrum of one row. */
  private final int width;

  /** r of every number of a spectrum; unused for mode 0. */
  private final double[] ratio;

  /** 1 / (1 − r to the power of rows). */
  private final double[] closure;

  /** The spectra of all rows. */
  private final double[] plane;

  /** The row before the first. */
  private final double[] start;

  /** Mode 0 along y. */
  private final double[] line;

  PressurePoisson(StaggeredGrid grid) {
    this.rows = grid.rows();
    this.columns = grid.columns();
    double aspect = grid.y().spacing() / grid.x().spacing();
    this.square = grid.y().spacing() * grid.y().spacing();
    this.transform = new RealFourierTransform(columns);
    this.fields = transform.newFields();
    this.spectra = transform.newSpectra();
    this.width = columns + 2;
    this.ratio = new double[width];
    this.closure = new double[width];
    for (int number = 2; number < width; number++) {
      int mode = number / 2;
      double sine = Math.sin(Math.PI * mode / columns);
      double e = 2 * sine * sine * aspect * aspect;
      ratio[number] = 1 / (1 + e + Math.sqrt(e * (2 + e)));
      closure[number] = 1 / (1 - Math.pow(ratio[number], rows));
    }
    this.plane = new double[rows * width];
    this.start = new double[width];
    this.line = new double[rows];
  }

  /**
   * Replaces a source by its pressure.
   *
   * @param field q, then p: (rows, columns)
   */
  void solve(double[] field) {
    for (int row = 0; row < rows; row += Lanes.COUNT) {
      Lanes.load(field, columns, row, fields);
      transform.forward(fields, spectra);
      Lanes.store(spectra, plane, width, row);
    }
    solveMeans();
    Arrays.fill(start, 0);
    for (int row = 0; row < rows; row++) {
      recur(row, start);
    }
    close();
    for (int row = 0; row < rows; row++) {
      recur(row, start);
      System.arraycopy(start, 0, plane, row * width, width);
    }
    Arrays.fill(start, 0);
    for (int row = rows - 1; row >= 0; row--) {
      recur(row, start);
    }
    close();
    for (int row = rows - 1; row >= 0; row--) {
      recur(row, start);
      for (int number = 2; number < width; number++) {
        plane[row * width + number] = -square * ratio[number] * start[number];
      }
    }
    for (int row = 0; row < rows; row++) {
      plane[row * width] = line[row];
      plane[row * width + 1] = 0;
    }
    for (int row = 0; row < rows; row += Lanes.COUNT) {
      Lanes.load(plane, width, row, spectra);
      transform.inverse(spectra, fields);
      Lanes.store(fields, field, columns, row);
    }
  }

  /** One step of a recurrence, x(row) = q(row) + r x(row before). */
  private void recur(int row, double[] x) {
    for (int number = 0; number < width; number++) {
      x[number] = plane[row * width + number] + ratio[number] * x[number];
    }
  }

  private void close() {
    for (int number = 0; number < width; number++) {
      start[number] *= closure[number];
    }
  }

  /** Mode 0 by summing twice, into the line. */
  private void solveMeans() {
    double mean = 0;
    for (int row = 0; row < rows; row++) {
      mean += plane[row * width] / rows;
    }
    double slope = 0;
    for (int row = 0; row < rows; row++) {
      slope += square * (plane[row * width] - mean);
      line[row] = slope;
    }
    // line[row] is p(row + 1) − p(row), but for a constant that makes p periodic.
    double drift = Arrays.stream(line).sum() / rows;
    double value = 0;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double next = value + line[row] - drift;
      line[row] = value;
      sum += value;
      value = next;
    }
    for (int row = 0; row < rows; row++) {
      line[row] -= sum / rows;
    }
  }
}
