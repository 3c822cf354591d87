package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TrajectoriesTest {

  @Test
  void statesLieRowMajor() {
    Trajectories data = new Trajectories(2, 3, 4, new double[24]);

    assertEquals(0, data.offset(0, 0));
    assertEquals(8, data.offset(0, 2));
    assertEquals(12, data.offset(1, 0));
  }

  @Test
  void refusesOtherShapes() {
    assertEquals(
        "values (length 23) must hold count (2) x frames (3) x stateSize (4) numbers",
        refusal(() -> new Trajectories(2, 3, 4, new double[23])));
    assertEquals(
        "count (-2), frames (-3) and stateSize (4) must be positive",
        refusal(() -> new Trajectories(-2, -3, 4, new double[24])));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
