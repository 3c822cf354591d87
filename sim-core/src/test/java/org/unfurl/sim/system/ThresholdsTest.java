package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ThresholdsTest {

  @Test
  void refusesThresholdsThatEveryOrNoFramePasses() {
    assertEquals(
        "correlation (1.5) must lie between -1 and 1", refusal(() -> new Thresholds(1.5, 8, 500)));
    assertEquals("lowFrames (0) must be at least 1", refusal(() -> new Thresholds(0.2, 0, 500)));
    assertEquals(
        "residual (NaN) must be positive", refusal(() -> new Thresholds(0.2, 8, Double.NaN)));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
