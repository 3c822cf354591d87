package org.unfurl.sim.spectral;

/**
 * A complex number, for the computation of coefficients. Loops over spectra work on arrays of
 * doubles instead (see {@link RealFourierTransform}).
 *
 * @param re real part
 * @param im imaginary part
 */
public record Complex(double re, double im) {

  /** 0. */
  public static final Complex ZERO = new Complex(0, 0);

  /** 1. */
  public static final Complex ONE = new Complex(1, 0);

  /** The complex number with this real part and no imaginary one. */
  public static Complex real(double re) {
    return new Complex(re, 0);
  }

  /** this + other. */
  public Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  /** this − other. */
  public Complex minus(Complex other) {
    return new Complex(re - other.re, im - other.im);
  }

  /** this · factor. */
  public Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  /** this · other. */
  public Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  /** this / divisor; NaN where the divisor is 0. */
  public Complex over(Complex divisor) {
    double square = divisor.re * divisor.re + divisor.im * divisor.im;
    return new Complex(
        (re * divisor.re + im * divisor.im) / square, (im * divisor.re - re * divisor.im) / square);
  }

  /** e to the power of this. */
  public Complex exp() {
    double modulus = Math.exp(re);
    // The sine of 0 times an infinite modulus would be NaN; a real argument has a real result.
    return im == 0 ? real(modulus) : new Complex(modulus * Math.cos(im), modulus * Math.sin(im));
  }

  /** Absolute value. */
  public double abs() {
    return Math.hypot(re, im);
  }
}
