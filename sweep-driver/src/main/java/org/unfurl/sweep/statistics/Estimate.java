package org.unfurl.sweep.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean with its 95 % confidence interval, mean ± halfWidth, from Student's t distribution with n
 * − 1 degrees of freedom.
 *
 * @param n values that count
 * @param mean NaN if n is 0
 * @param halfWidth NaN if n is below 2: one value tells nothing about its spread
 */
public record Estimate(int n, double mean, double halfWidth) {
  private static final double UPPER_TAIL = 0.975;

  /** Over the finite ones of the values. */
  public static Estimate of(double... values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    int n = finite.length;
    double mean = Arrays.stream(finite).average().orElse(Double.NaN);
    if (n < 2) {
      return new Estimate(n, mean, Double.NaN);
    }
    double squares = Arrays.stream(finite).map(value -> (value - mean) * (value - mean)).sum();
    double standardError = Math.sqrt(squares / (n - 1) / n);
    double quantile = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_TAIL);
    return new Estimate(n, mean, quantile * standardError);
  }

  /** Whether there are values enough for an interval. */
  public boolean hasInterval() {
    return n >= 2;
  }
}
