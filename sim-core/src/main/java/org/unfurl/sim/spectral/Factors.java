package org.unfurl.sim.spectral;

/**
 * Complex factors in an array of doubles: three to a factor, its real part, its imaginary part, and
 * the negative of that, with which both parts of a product are fused multiply-adds.
 */
final class Factors {

  /** Doubles to a factor. */
  static final int SIZE = 3;

  private Factors() {}

  static double[] of(Complex[] factors) {
    double[] array = new double[SIZE * factors.length];
    for (int i = 0; i < factors.length; i++) {
      array[SIZE * i] = factors[i].re();
      array[SIZE * i + 1] = factors[i].im();
      array[SIZE * i + 2] = -factors[i].im();
    }
    return array;
  }
}
