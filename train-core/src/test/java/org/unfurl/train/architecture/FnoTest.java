package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class FnoTest {

  /** {@code FNO;12;18;4;gelu} of APEBench, one channel in and out. */
  @Test
  void theNetworkOfApebenchHasItsParameters() {
    assertEquals(32_527, fno(18, 4, 12, StateShape.periodicLine(1, 160)).parameters(0));
  }

  @Test
  void aPlaneHasModesOfBothSignsAlongY() {
    int width = 5;
    int modes = 3;
    long block = 2 * width * width * 2 * modes * modes + width * width + width;
    assertEquals(
        4 * width + width + 2 * block + 3 * width + 3,
        fno(width, 2, modes, StateShape.periodicPlane(3, 8, 10)).parameters(1));
  }

  @ParameterizedTest
  @CsvSource({"true, 0, 1", "true, 1, 0", "true, 3, 5", "false, 0, 5"})
  void aShiftAlongPeriodicAxesShiftsTheOutput(boolean periodicY, int down, int right) {
    DrawnNetwork network = fno(4, 2, 3, new StateShape(2, 6, 8, periodicY, true));
    double[] state = network.numbers();
    assertArrayEquals(
        network.shifted(network.output(state), down, right),
        network.output(network.shifted(state, down, right)),
        1e-15);
  }

  @Test
  void refusesModesThatTheGridDoesNotHave() {
    assertEquals("", fno(4, 1, 25, StateShape.periodicLine(1, 48)).problem());
    assertEquals(
        "network.modes (26) must be at most 25 on a line of 48 points; set modes: 25 or refine the"
            + " grid",
        fno(4, 1, 26, StateShape.periodicLine(1, 48)).problem());
    assertEquals(
        "network.modes (9) must be at most 8 on a plane of 16 x 32 points; set modes: 8 or refine"
            + " the grid",
        fno(4, 1, 9, StateShape.periodicPlane(1, 16, 32)).problem());
    // Bounded: an eighth more at both ends.
    assertEquals("", fno(4, 1, 10, new StateShape(1, 16, 32, false, true)).problem());
  }

  private static DrawnNetwork fno(int width, int depth, int modes, StateShape states) {
    return new DrawnNetwork(
        "fno",
        Values.none().with(Size.WIDTH, width).with(Size.DEPTH, depth).with(Fno.MODES, modes),
        states);
  }
}
