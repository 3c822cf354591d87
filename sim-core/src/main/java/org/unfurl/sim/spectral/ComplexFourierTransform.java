package org.unfurl.sim.spectral;

import java.util.ArrayList;
import java.util.List;

/**
 * The discrete Fourier transform of complex fields side by side in the lanes of a block,
 *
 * <pre>   y(k) = Σⱼ x(j) exp(∓2πi j k / n),   0 ≤ j, k &lt; n   </pre>
 *
 * <p>A complex value is two rows, real parts and imaginary parts.
 *
 * <p><b>Algorithm</b>: Cooley and Tukey's decimation in time (1965, Math. Comp. 19, doi
 * 10.1090/S0025-5718-1965-0178586-1) for the factors of n. The {@link FirstPass} transforms inputs
 * that lie apart and puts results side by side, every {@link TwiddlePass} joins neighbouring
 * results of the level below in place. The recursion goes down first, so that parts which fit into
 * the nearest cache are finished there. Real and imaginary parts exchanged on the way in and out
 * make the forward transform the inverse one.
 *
 * <p>Any n works, in O(n p) operations where the largest prime factor p of n is large.
 *
 * <p>One instance serves one thread at a time.
 */
final class ComplexFourierTransform {

  /** Doubles to a complex value of every lane. */
  static final int ELEMENT = 2 * Lanes.COUNT;

  private final FirstPass firstPass;

  /** From the one that makes the result to the one that follows the first pass. */
  private final List<TwiddlePass> twiddlePasses;

  /**
   * Prepares the transform of that many values.
   *
   * @param points n, at least 2
   */
  ComplexFourierTransform(int points) {
    int firstRadix = firstRadix(points);
    twiddlePasses = new ArrayList<>();
    int apart = 1;
    int length = points;
    int radix = 1;
    while (length > firstRadix) {
      radix = twiddleRadix(length / firstRadix);
      twiddlePasses.add(TwiddlePass.of(radix, length / radix, apart));
      apart *= radix;
      length /= radix;
    }
    firstPass = FirstPass.of(firstRadix, radix, apart / radix, apart);
  }

  /** 8 or 4, such that only factors of 4 remain of the power of two; a prime if n is odd. */
  private static int firstRadix(int points) {
    int powerOfTwo = Integer.numberOfTrailingZeros(points);
    if (powerOfTwo >= 2) {
      return powerOfTwo % 2 == 0 ? 4 : 8;
    }
    return smallestFactor(points);
  }

  /** Odd factors come first, so that what they leave is cheaper. */
  private static int twiddleRadix(int rest) {
    int odd = rest >> Integer.numberOfTrailingZeros(rest);
    return odd > 1 ? smallestFactor(odd) : 4;
  }

  private static int smallestFactor(int number) {
    for (int factor = 2; factor * factor <= number; factor++) {
      if (number % factor == 0) {
        return factor;
      }
    }
    return number;
  }

  /**
   * y = the transform with exp(−2πi j k / n), not scaled.
   *
   * @param x n complex values. Not modified.
   * @param y n complex values, another array. Overwritten.
   */
  void forward(double[] x, double[] y) {
    forward(x, 0, y, 0);
  }

  /** {@link #forward(double[], double[])} of values that begin at these indices. */
  void forward(double[] x, int xFrom, double[] y, int yFrom) {
    transform(0, x, xFrom, y, yFrom, 0);
  }

  /**
   * y = the transform with exp(2πi j k / n), not scaled: n times the inverse of {@link #forward}.
   *
   * @param x n complex values. Not modified.
   * @param y n complex values, another array. Overwritten.
   */
  void inverse(double[] x, double[] y) {
    inverse(x, 0, y, 0);
  }

  /** {@link #inverse(double[], double[])} of values that begin at these indices. */
  void inverse(double[] x, int xFrom, double[] y, int yFrom) {
    transform(0, x, xFrom, y, yFrom, Lanes.COUNT);
  }

  /**
   * Makes one part of the result.
   *
   * @param level passes that are still to come
   * @param re offset of the real parts in a complex value; the imaginary parts take the other one
   */
  private void transform(int level, double[] x, int xFrom, double[] y, int yFrom, int re) {
    if (level >= twiddlePasses.size() - 1) {
      firstPass.run(x, xFrom, y, yFrom, re);
    } else {
      TwiddlePass pass = twiddlePasses.get(level);
      for (int part = 0; part < pass.radix(); part++) {
        int from = xFrom + part * pass.apart() * ELEMENT;
        transform(level + 1, x, from, y, yFrom + part * pass.count() * ELEMENT, re);
      }
    }
    if (level < twiddlePasses.size()) {
      twiddlePasses.get(level).run(y, yFrom, re);
    }
  }
}
