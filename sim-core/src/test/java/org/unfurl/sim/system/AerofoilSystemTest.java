package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;

class AerofoilSystemTest {

  private static final Seed SEED = new Seed(3);

  private final PhysicalSystem full = PhysicalSystems.named("aerofoil");
  private final PhysicalSystem quick = PhysicalSystems.named("aerofoil-quick");

  @Test
  void gridsAreThoseDocumented() {
    assertEquals(new StateShape(4, 16, 64, false, true), full.shape());
    assertEquals(4 * 64 * 256, full.restriction().fineSize());
    assertEquals(new StateShape(4, 16, 48, false, true), quick.shape());
    assertEquals(4 * 32 * 96, quick.restriction().fineSize());
  }

  @Test
  void moreStatesBeginWithFewer() {
    double[] one = quick.initialStates(Split.TRAIN, 0.8, 1, SEED);
    double[] two = quick.initialStates(Split.TRAIN, 0.8, 2, SEED);
    assertArrayEquals(one, Arrays.copyOf(two, one.length));
    assertFalse(Arrays.equals(one, Arrays.copyOfRange(two, one.length, two.length)));
  }

  /** A Mach number of 3 is far outside the study, not an error. */
  @Test
  void onlyMachNumbersAreTaken() {
    assertThrows(IllegalArgumentException.class, () -> quick.reference(-0.8));
    assertThrows(IllegalArgumentException.class, () -> quick.solver("finite-volume", Double.NaN));
    try (Stepper stepper = quick.solver("finite-volume", 3)) {
      assertTrue(stepper.stateSize() > 0);
    }
  }
}
