package org.unfurl.sweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EstimateTest {

  // Expected: scipy 1.17.1, stats.t.interval(0.95, n - 1, loc=mean(x), scale=sem(x)).
  @Test
  void intervalAgreesWithScipy() {
    Estimate three = Estimate.of(0.012, 0.015, 0.011);
    assertEquals(3, three.n());
    assertEquals(0.012666666666666666, three.mean(), 1e-16);
    assertEquals(0.005171145012542262, three.halfWidth(), 1e-11);

    Estimate eight = Estimate.of(5.1, 4.9, 6.2, 5.6, 5.8, 4.4, 5.0, 6.1);
    assertEquals(5.387499999999999, eight.mean(), 1e-14);
    assertEquals(0.5314536686757751, eight.halfWidth(), 1e-9);
  }

  @Test
  void oneValueHasNoInterval() {
    Estimate one = Estimate.of(0.5);
    assertEquals(0.5, one.mean());
    assertFalse(one.hasInterval());
    assertTrue(Double.isNaN(one.halfWidth()));
  }

  @Test
  void valuesThatLeftTheFiniteNumbersDoNotCount() {
    Estimate estimate = Estimate.of(1, Double.NaN, 3, Double.POSITIVE_INFINITY);
    assertEquals(2, estimate.n());
    assertEquals(2, estimate.mean());
  }

  @Test
  void noValueHasNoMean() {
    Estimate none = Estimate.of();
    assertEquals(0, none.n());
    assertTrue(Double.isNaN(none.mean()));
  }
}
