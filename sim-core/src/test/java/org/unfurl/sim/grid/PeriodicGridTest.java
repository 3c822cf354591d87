package org.unfurl.sim.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PeriodicGridTest {

  @Test
  void spacingAndWavenumbersFollowFromLengthAndPoints() {
    PeriodicGrid grid = new PeriodicGrid(8, 4 * Math.PI);

    assertEquals(Math.PI / 2, grid.spacing(), 1e-15);
    assertEquals(4, grid.nyquistMode());
    assertEquals(0, grid.wavenumber(0));
    // Three waves on 4π: one per 4π/3.
    assertEquals(1.5, grid.wavenumber(3), 1e-15);
  }

  @Test
  void refusesGridsThatCannotBe() {
    assertEquals("points (7) must be even and at least 4", refusal(() -> new PeriodicGrid(7, 1)));
    assertEquals("points (2) must be even and at least 4", refusal(() -> new PeriodicGrid(2, 1)));
    assertEquals("length (0.0) must be positive and finite", refusal(() -> new PeriodicGrid(8, 0)));
    assertEquals(
        "length (NaN) must be positive and finite", refusal(() -> new PeriodicGrid(8, Double.NaN)));
    assertEquals(
        "length (Infinity) must be positive and finite",
        refusal(() -> new PeriodicGrid(8, Double.POSITIVE_INFINITY)));
    PeriodicGrid grid = new PeriodicGrid(8, 1);
    assertEquals("mode (5) must lie between 0 and 4", refusal(() -> grid.wavenumber(5)));
    assertEquals("mode (-1) must lie between 0 and 4", refusal(() -> grid.wavenumber(-1)));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
