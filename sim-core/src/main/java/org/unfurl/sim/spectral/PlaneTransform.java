package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;

import java.util.Arrays;

/**
 * The discrete Fourier transform between a real field on a plane and its half spectrum,
 *
 * <pre>   û(p, q) = Σ u(y, x) exp(−2πi (p y / rows + q x / columns))   </pre>
 *
 * <p>The inverse carries the factor 1 / (rows · columns).
 *
 * <p>Layout of a <b>field</b>: (y, x), row-major, x fastest.
 *
 * <p>Layout of a <b>spectrum</b>: modes p from 0 to rows/2 along y; those below zero are complex
 * conjugates and are not stored. {@link Lanes#COUNT} neighbouring p are the lanes of a block, in
 * which q runs over all {@code columns} modes, the negative ones behind the positive ones, each a
 * row of real and a row of imaginary parts. Lanes beyond rows/2 are zero.
 *
 * <p><b>Algorithm</b>: along y the lanes are neighbouring columns, whose values lie side by side
 * anyway ({@link RealFourierTransform}); along x the lanes are neighbouring modes p ({@link
 * ComplexFourierTransform}). Between the two, squares of numbers are transposed.
 *
 * <p>One instance serves one thread at a time.
 */
public final class PlaneTransform {

  private static final int LANES = Lanes.COUNT;

  private final int rows;
  private final int columns;
  private final int blocks;
  private final RealFourierTransform alongY;
  private final ComplexFourierTransform alongX;

  /** Scratch: a block of neighbouring columns, and its spectra along y. */
  private final double[] panel;

  private final double[] panelSpectra;

  /** Scratch: a spectrum along y, not yet or not any more along x. */
  private final double[] halfway;

  /**
   * Prepares the transform.
   *
   * @param rows points along y, even and at least 4
   * @param columns points along x, even and at least 4
   */
  public PlaneTransform(int rows, int columns) {
    if (columns < 4 || columns % 2 != 0) {
      throw new IllegalArgumentException("columns (" + columns + ") must be even and at least 4");
    }
    this.rows = rows;
    this.columns = columns;
    this.blocks = (rows / 2 + LANES) / LANES;
    this.alongY = new RealFourierTransform(rows);
    this.alongX = new ComplexFourierTransform(columns);
    this.panel = alongY.newFields();
    this.panelSpectra = new double[blocks * LANES * ELEMENT];
    // What is moved for columns behind the last one goes nowhere.
    this.halfway = new double[spectrumSize() + LANES * ELEMENT];
  }

  /** Points along y. */
  public int rows() {
    return rows;
  }

  /** Points along x. */
  public int columns() {
    return columns;
  }

  /** Doubles in a spectrum. */
  public int spectrumSize() {
    return blocks * columns * ELEMENT;
  }

  /**
   * Transforms a field into its spectrum.
   *
   * @param fields holds the field. Not modified.
   * @param fieldAt index of its first value
   * @param spectra takes the spectrum, another array. Modified.
   * @param spectrumAt index of its first value
   */
  public void forward(double[] fields, int fieldAt, double[] spectra, int spectrumAt) {
    forward(fields, fieldAt, spectra, spectrumAt, rows / 2);
  }

  /**
   * As {@link #forward(double[], int, double[], int)}, for who needs the lower modes along y only,
   * which costs less.
   *
   * @param highestMode modes above it may become zero, from 0 to rows/2
   */
  public void forward(
      double[] fields, int fieldAt, double[] spectra, int spectrumAt, int highestMode) {
    int wanted = highestMode / LANES + 1;
    for (int x = 0; x < columns; x += LANES) {
      int width = Math.min(LANES, columns - x);
      for (int y = 0; y < rows; y++) {
        System.arraycopy(fields, fieldAt + y * columns + x, panel, y * LANES, width);
      }
      alongY.forward(panel, panelSpectra);
      for (int block = 0; block < wanted; block++) {
        transpose(
            panelSpectra, block * LANES * ELEMENT, halfway, (block * columns + x) * ELEMENT, width);
      }
    }
    int blockSize = columns * ELEMENT;
    for (int block = 0; block < wanted; block++) {
      alongX.forward(halfway, block * blockSize, spectra, spectrumAt + block * blockSize);
    }
    Arrays.fill(spectra, spectrumAt + wanted * blockSize, spectrumAt + blocks * blockSize, 0);
  }

  /**
   * Transforms a spectrum back into its field.
   *
   * @param spectra holds the spectrum of a real field. Not modified.
   * @param spectrumAt index of its first value
   * @param fields takes the field, another array. Modified.
   * @param fieldAt index of its first value
   */
  public void inverse(double[] spectra, int spectrumAt, double[] fields, int fieldAt) {
    inverse(spectra, spectrumAt, fields, fieldAt, rows / 2);
  }

  /**
   * As {@link #inverse(double[], int, double[], int)}, of a spectrum without high modes along y,
   * which costs less.
   *
   * @param highestMode the modes above it are zero, from 0 to rows/2
   */
  public void inverse(
      double[] spectra, int spectrumAt, double[] fields, int fieldAt, int highestMode) {
    int filled = highestMode / LANES + 1;
    int blockSize = columns * ELEMENT;
    for (int block = 0; block < filled; block++) {
      alongX.inverse(spectra, spectrumAt + block * blockSize, halfway, block * blockSize);
    }
    Arrays.fill(panelSpectra, filled * LANES * ELEMENT, panelSpectra.length, 0);
    double scale = 1.0 / columns;
    for (int x = 0; x < columns; x += LANES) {
      int width = Math.min(LANES, columns - x);
      for (int block = 0; block < filled; block++) {
        transpose(
            halfway, (block * columns + x) * ELEMENT, panelSpectra, block * LANES * ELEMENT, LANES);
      }
      alongY.inverse(panelSpectra, panel);
      for (int y = 0; y < rows; y++) {
        for (int lane = 0; lane < width; lane++) {
          fields[fieldAt + y * columns + x + lane] = scale * panel[y * LANES + lane];
        }
      }
    }
  }

  /**
   * Makes lanes of what were complex values one after the other, and the other way round.
   *
   * @param from as many complex values as there are lanes. Not modified.
   * @param to takes {@code lanes} complex values. Modified.
   * @param lanes how many lanes of {@code from} are moved
   */
  private static void transpose(double[] from, int fromAt, double[] to, int toAt, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      int row = toAt + lane * ELEMENT;
      for (int value = 0; value < LANES; value++) {
        to[row + value] = from[fromAt + value * ELEMENT + lane];
        to[row + LANES + value] = from[fromAt + value * ELEMENT + LANES + lane];
      }
    }
  }
}
