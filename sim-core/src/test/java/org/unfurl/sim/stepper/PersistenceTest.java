package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PersistenceTest {

  @Test
  void keepsStatesAndCotangents() {
    Persistence persistence = new Persistence(2);
    double[] state = {1, 2, 3, 4};
    double[] cotangent = {5, 6, 7, 8};
    double[] result = new double[4];

    persistence.step(state, result);
    assertArrayEquals(state, result);
    persistence.vjp(state, cotangent, result);
    assertArrayEquals(cotangent, result);
  }

  @Test
  void refusesEmptyStates() {
    assertEquals(
        "stateSize (0) must be positive",
        assertThrows(IllegalArgumentException.class, () -> new Persistence(0)).getMessage());
  }
}
