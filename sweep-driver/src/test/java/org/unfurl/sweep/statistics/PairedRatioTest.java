package org.unfurl.sweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PairedRatioTest {

  // Expected: scipy 1.17.1, exp of stats.t.interval(0.95, 2, loc=mean(l), scale=sem(l)) with
  // l = log([.010, .012, .009] / [.020, .018, .021]).
  @Test
  void intervalAgreesWithScipy() {
    PairedRatio ratio =
        PairedRatio.of(Map.of(0, 0.010, 1, 0.012, 2, 0.009), Map.of(2, 0.021, 1, 0.018, 0, 0.020));
    assertEquals(3, ratio.n());
    assertEquals(0.5227579585747102, ratio.geometricMean(), 1e-14);
    assertEquals(0.29947781, ratio.low(), 1e-8);
    assertEquals(0.91250795, ratio.high(), 1e-8);
  }

  @Test
  void onlySeedsOfBothSidesArePaired() {
    PairedRatio ratio =
        PairedRatio.of(
            Map.of(0, 4.0, 1, 8.0, 2, Double.NaN, 4, 0.0), Map.of(0, 2.0, 2, 1.0, 3, 1.0, 4, 1.0));
    assertEquals(1, ratio.n());
    assertEquals(2.0, ratio.geometricMean(), 1e-15);
    assertFalse(ratio.hasInterval());
  }
}
