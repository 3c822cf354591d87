package org.unfurl.sim.reference;

/**
 * The largest absolute value of some states, which decides whether a rollout can be scored against
 * them: the relative error divides by its square, and squares of every value are summed.
 *
 * @param largest 0 or more; infinite or NaN if a value is
 */
public record Magnitude(double largest) {

  /**
   * Its square, and what an error of order one is divided by it, are far from the ends of double.
   */
  private static final double LEAST = 1e-140;

  /** The sum of as many squares as fit into memory is finite. */
  public static final double MOST = 1e140;

  /** Of the values from one index up to, not including, another. */
  public static Magnitude of(double[] values, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return new Magnitude(largest);
  }

  /** That of both together. */
  public Magnitude and(Magnitude other) {
    return new Magnitude(Math.max(largest, other.largest));
  }

  /** Whether no error can be related to it: the states are zero, or nearly so. */
  public boolean isTooSmall() {
    return largest < LEAST;
  }

  /** Whether squares of the values cannot be summed; also where a value is not finite. */
  public boolean isTooLarge() {
    return !(largest <= MOST);
  }

  /** The largest square of a value. */
  public double squared() {
    return largest * largest;
  }
}
