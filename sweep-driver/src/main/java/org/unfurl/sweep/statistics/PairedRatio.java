package org.unfurl.sweep.statistics;

import java.util.Map;

/**
 * The geometric mean over seeds of one configuration's value over another's, with the 95 %
 * confidence interval that Student's t gives for the mean of the logarithms. Pairing by seed takes
 * out what both share: initial weights and batches.
 *
 * @param n pairs
 * @param geometricMean NaN if n is 0
 * @param low lower end of the interval; NaN if n is below 2
 * @param high upper end of the interval; NaN if n is below 2
 */
public record PairedRatio(int n, double geometricMean, double low, double high) {

  /**
   * Pairs by key; a key that one side lacks, or whose value is not positive and finite on both,
   * makes no pair.
   */
  public static <K> PairedRatio of(Map<K, Double> numerators, Map<K, Double> denominators) {
    double[] logarithms =
        numerators.entrySet().stream()
            .filter(entry -> denominators.containsKey(entry.getKey()))
            .mapToDouble(
                entry -> Math.log(entry.getValue()) - Math.log(denominators.get(entry.getKey())))
            .filter(Double::isFinite)
            .toArray();
    Estimate log = Estimate.of(logarithms);
    return new PairedRatio(
        log.n(),
        Math.exp(log.mean()),
        Math.exp(log.mean() - log.halfWidth()),
        Math.exp(log.mean() + log.halfWidth()));
  }

  /** Whether there are pairs enough for an interval. */
  public boolean hasInterval() {
    return n >= 2;
  }
}
