package org.unfurl.sim.verification;

/**
 * A measured number and the interval it must lie in: one row of the verification table.
 *
 * @param quantity what was measured, with its unit, such as {@code "Strouhal number at Re 100"}
 * @param measured the number; one that is not finite never holds
 * @param low the least value that is accepted, −∞ for none
 * @param high the largest value that is accepted, +∞ for none
 * @param source where the expectation comes from: theory, an analytic solution, a publication (with
 *     its DOI), or our tolerance and why
 */
public record Finding(String quantity, double measured, double low, double high, String source) {

  /** Checks that the interval is one. */
  public Finding {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low (" + low + ") must not be above high (" + high + ")");
    }
  }

  /** An error, or another number that must not exceed a limit; negative ones do not hold. */
  public static Finding atMost(double limit, String quantity, double measured, String source) {
    return new Finding(quantity, measured, 0, limit, source);
  }

  /** A number that must reach a limit. */
  public static Finding atLeast(double limit, String quantity, double measured, String source) {
    return new Finding(quantity, measured, limit, Double.POSITIVE_INFINITY, source);
  }

  /** A number that must lie in an interval. */
  public static Finding between(
      double low, double high, String quantity, double measured, String source) {
    return new Finding(quantity, measured, low, high, source);
  }

  /** Whether the number is finite and in its interval. */
  public boolean holds() {
    return Double.isFinite(measured) && measured >= low && measured <= high;
  }
}
