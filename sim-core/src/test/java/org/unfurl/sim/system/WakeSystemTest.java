package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;

class WakeSystemTest {

  private static final Seed SEED = new Seed(3);

  private final PhysicalSystem full = PhysicalSystems.named("wake");
  private final PhysicalSystem quick = PhysicalSystems.named("wake-quick");

  /** The code's re is 10000 · 2^(i + 4) and 10000 · 2^(i + 3) · 3, times 10 / 128². */
  @Test
  void reynoldsNumbersAreThoseOfTheStudy() {
    for (int i = 0; i < 6; i++) {
      double number = 10000 * Math.pow(2, i + 4) * 10 / (128 * 128);
      assertEquals(number, full.parameters(Split.TRAIN).get(i), 0.051);
    }
    for (int i = 0; i < 5; i++) {
      double number = 10000 * Math.pow(2, i + 3) * 3 * 10 / (128 * 128);
      assertEquals(number, full.parameters(Split.INTERPOLATION).get(i), 0.051);
    }
  }

  @Test
  void gridsAreThoseOfTheStudy() {
    assertEquals(new StateShape(2, 32, 64, false, false), full.shape());
    assertEquals(2 * 256 * 128, full.restriction().fineSize());
    assertEquals(1000, full.warmUpFrames(Split.TRAIN));
  }

  @Test
  void moreStatesBeginWithFewer() {
    double[] one = quick.initialStates(Split.TRAIN, 97.7, 1, SEED);
    double[] two = quick.initialStates(Split.TRAIN, 97.7, 2, SEED);
    assertArrayEquals(one, Arrays.copyOf(two, one.length));
    assertFalse(Arrays.equals(one, Arrays.copyOfRange(two, one.length, two.length)));
  }

  /**
   * A period is about a hundred frames: the sideways velocity behind the cylinder has both signs.
   */
  @Test
  void theVortexStreetIsThereAfterTheWarmUp() throws Exception {
    int frames = 160;
    Trajectories data =
        ReferenceGenerator.generate(
            new ReferenceSpec("wake-quick", 390.6, Split.TRAIN, 1, frames, SEED));
    double low = 0;
    double high = 0;
    int probe = 512 + 7 * 32 + 16;
    for (int frame = 0; frame < frames; frame++) {
      double sideways = data.values()[data.offset(0, frame) + probe];
      low = Math.min(low, sideways);
      high = Math.max(high, sideways);
    }
    assertTrue(low < -0.2 && high > 0.2, low + " to " + high);
  }
}
