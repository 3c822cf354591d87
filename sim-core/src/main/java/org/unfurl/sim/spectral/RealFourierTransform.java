package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;
import static org.unfurl.sim.spectral.Lanes.fill;
import static org.unfurl.sim.spectral.Lanes.row;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * The discrete Fourier transform between real fields and their half spectra, for all fields of a
 * block at once ({@link Lanes} says what a block is).
 *
 * <p>Layout of a <b>block of fields</b> of n points (n even): n rows.
 *
 * <p>Layout of a <b>block of spectra</b>: modes 0 to n/2 (the Nyquist mode) as n/2 + 1 pairs of
 * rows: real parts of mode m in row 2m, imaginary parts in row 2m + 1. The negative modes are the
 * complex conjugates of the positive ones and are not stored. <b>A spectrum always represents a
 * real field</b>, so the imaginary parts of mode 0 and of the Nyquist mode are zero.
 *
 * <p>The forward transform is not scaled, û(m) = Σⱼ u(j) exp(−2πi m j / n); the inverse carries the
 * factor 1/n. Any even n from 4 on works; small prime factors are fastest.
 *
 * <p><b>Algorithm</b>: the points with even numbers are the real parts and those with odd numbers
 * the imaginary parts of n/2 complex values, which is how rows lie anyway. Their transform z holds
 * the spectra of both, E and O, which the symmetry of each tells apart:
 *
 * <pre>
 *   E(m) = (z(m) + z̄(n/2 − m)) / 2,   i O(m) = (z(m) − z̄(n/2 − m)) / 2
 *   û(m) = E(m) + exp(−2πi m / n) O(m)
 * </pre>
 *
 * <p>One instance serves one thread at a time.
 */
public final class RealFourierTransform {

  /** n. */
  private final int points;

  private final ComplexFourierTransform transform;

  /** −i exp(−2πi m / n) / 2. */
  private final double[] split;

  /** i exp(2πi m / n) / n. */
  private final double[] join;

  /** Scratch: spectra on their way back. */
  private final double[] joined;

  /**
   * Prepares the transform of fields of this size.
   *
   * @param points n, even and at least 4
   */
  public RealFourierTransform(int points) {
    if (points < 4 || points % 2 != 0) {
      throw new IllegalArgumentException("points (" + points + ") must be even and at least 4");
    }
    this.points = points;
    this.transform = new ComplexFourierTransform(points / 2);
    Complex[] splitting = new Complex[points / 4 + 1];
    Complex[] joining = new Complex[points / 4 + 1];
    for (int mode = 0; mode < splitting.length; mode++) {
      splitting[mode] = new Complex(0, -0.5).times(Roots.of(-mode, points));
      joining[mode] = new Complex(0, 1.0 / points).times(Roots.of(mode, points));
    }
    this.split = Factors.of(splitting);
    this.join = Factors.of(joining);
    this.joined = newFields();
  }

  /** n. */
  public int points() {
    return points;
  }

  /** An array for a block of fields. */
  public double[] newFields() {
    return new double[points * Lanes.COUNT];
  }

  /** An array for a block of spectra. */
  public double[] newSpectra() {
    return new double[(points / 2 + 1) * ELEMENT];
  }

  /**
   * Transforms fields into their spectra.
   *
   * @param fields a block of fields. Not modified.
   * @param spectra a block of spectra. Overwritten.
   */
  public void forward(double[] fields, double[] spectra) {
    transform.forward(fields, spectra);
    int nyquist = points * Lanes.COUNT;
    exchange(spectra, Lanes.COUNT, spectra, nyquist, 1, 0.5, split);
    Arrays.fill(spectra, Lanes.COUNT, 2 * Lanes.COUNT, 0);
    Arrays.fill(spectra, nyquist + Lanes.COUNT, spectra.length, 0);
  }

  /**
   * Transforms spectra back into their fields. Imaginary parts of mode 0 and of the Nyquist mode
   * are ignored.
   *
   * @param spectra a block of spectra. Not modified.
   * @param fields a block of fields. Overwritten.
   */
  public void inverse(double[] spectra, double[] fields) {
    double scale = 1.0 / points;
    exchange(spectra, points * Lanes.COUNT, joined, Lanes.COUNT, scale, scale, join);
    transform.inverse(joined, fields);
  }

  /**
   * Makes two modes of the spectrum of two of the complex transform, or the other way round. Both
   * ways are, with m' = n/2 − m,
   *
   * <pre>   y(m) = a + b,   y(m') = conj(a − b)
   *   a = scale (x(m) + conj(x(m'))),   b = factor(m) (x(m) − conj(x(m')))   </pre>
   *
   * <p>Modes 0 and n/2 are two real numbers, of which the first is in row 0.
   *
   * @param xLast index of the row with the second in x
   * @param yLast index of the row with the second in y
   * @param lastScale scale of these two
   */
  private void exchange(
      double[] x,
      int xLast,
      double[] y,
      int yLast,
      double lastScale,
      double scale,
      double[] factors) {
    DoubleVector first = row(x, 0);
    DoubleVector last = row(x, xLast);
    first.add(last).mul(fill(lastScale)).intoArray(y, 0);
    first.sub(last).mul(fill(lastScale)).intoArray(y, yLast);
    DoubleVector scales = fill(scale);
    int j = (points / 2 - 1) * ELEMENT;
    int f = Factors.SIZE;
    // The middle mode, where there is one, is its own partner and comes out the same twice.
    for (int i = ELEMENT; i <= points / 4 * ELEMENT; i += ELEMENT) {
      DoubleVector xRe = row(x, i);
      DoubleVector xIm = row(x, i + Lanes.COUNT);
      DoubleVector partnerRe = row(x, j);
      DoubleVector partnerIm = row(x, j + Lanes.COUNT);
      DoubleVector aRe = xRe.add(partnerRe).mul(scales);
      DoubleVector aIm = xIm.sub(partnerIm).mul(scales);
      DoubleVector differenceRe = xRe.sub(partnerRe);
      DoubleVector differenceIm = xIm.add(partnerIm);
      DoubleVector factorRe = fill(factors[f]);
      DoubleVector bRe = differenceIm.fma(fill(factors[f + 2]), differenceRe.mul(factorRe));
      DoubleVector bIm = differenceIm.fma(factorRe, differenceRe.mul(fill(factors[f + 1])));
      aRe.add(bRe).intoArray(y, i);
      aIm.add(bIm).intoArray(y, i + Lanes.COUNT);
      aRe.sub(bRe).intoArray(y, j);
      bIm.sub(aIm).intoArray(y, j + Lanes.COUNT);
      j -= ELEMENT;
      f += Factors.SIZE;
    }
  }
}
