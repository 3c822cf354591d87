package org.unfurl.sim.spectral;

/**
 * The φ functions of exponential integrators,
 *
 * <pre>   φₖ(z) = Σⱼ zʲ / (j + k)!,   φ₀ = exp,   φₖ₊₁(z) = (φₖ(z) − 1/k!) / z   </pre>
 *
 * <p>(Hochbruck and Ostermann 2010, Acta Numerica 19, section 2.1, doi 10.1017/S0962492910000048).
 * The recurrence loses all digits near z = 0, where it divides a difference of nearly equal numbers
 * by a small one; there the series is summed instead. Both are good to about 1e-14 relative.
 */
public final class Phi {

  /** Below this modulus the series, from it on the recurrence. */
  private static final double SERIES_RADIUS = 1;

  /** Terms of the series: the first one left out is below 1/20! ≈ 4e-19 of the sum. */
  private static final int SERIES_TERMS = 20;

  private Phi() {}

  /** φ₁(z) = (eᶻ − 1) / z. */
  public static Complex phi1(Complex z) {
    return z.abs() < SERIES_RADIUS ? series(1, z) : z.exp().minus(Complex.ONE).over(z);
  }

  /** φ₂(z) = (eᶻ − 1 − z) / z². */
  public static Complex phi2(Complex z) {
    return z.abs() < SERIES_RADIUS ? series(2, z) : phi1(z).minus(Complex.ONE).over(z);
  }

  /** φ₃(z) = (eᶻ − 1 − z − z²/2) / z³. */
  public static Complex phi3(Complex z) {
    return z.abs() < SERIES_RADIUS ? series(3, z) : phi2(z).minus(Complex.real(0.5)).over(z);
  }

  /** Horner's scheme, smallest terms first. */
  private static Complex series(int order, Complex z) {
    Complex sum = Complex.ONE;
    for (int j = SERIES_TERMS; j > 0; j--) {
      sum = Complex.ONE.plus(z.times(sum).times(1.0 / (j + order)));
    }
    double factorial = 1;
    for (int j = 2; j <= order; j++) {
      factorial *= j;
    }
    return sum.times(1 / factorial);
  }
}
