package org.unfurl.sim.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StateShapeTest {

  @Test
  void countsPointsAndValues() {
    StateShape plane = StateShape.periodicPlane(2, 3, 4);
    assertTrue(plane.isPlane());
    assertEquals(12, plane.points());
    assertEquals(24, plane.size());
    StateShape line = StateShape.periodicLine(1, 48);
    assertFalse(line.isPlane());
    assertEquals(48, line.size());
  }

  @Test
  void refusesShapesWithoutPoints() {
    assertThrows(IllegalArgumentException.class, () -> StateShape.periodicPlane(0, 3, 4));
    assertThrows(IllegalArgumentException.class, () -> StateShape.periodicPlane(1, 0, 4));
    assertThrows(IllegalArgumentException.class, () -> StateShape.periodicLine(1, 1));
  }

  @Test
  void theIdentityRestrictsNothing() {
    Restriction identity = Restriction.identity(2);
    double[] state = {1, 2, 3, 4};
    double[] result = new double[4];
    identity.apply(state, result);
    assertArrayEquals(state, result);
    double[] back = new double[4];
    identity.applyTransposed(result, back);
    assertArrayEquals(state, back);
  }
}
