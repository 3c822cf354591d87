package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class MlpTest {

  @Test
  void itsParametersGrowWithThePoints() {
    assertEquals(parameters(48), mlp(3, 48).parameters(1));
    assertEquals(parameters(24), mlp(3, 24).parameters(1));
    assertEquals(3 * 48 * 2 * 48 + 2 * 48, mlp(0, 48).parameters(1));
  }

  private static long parameters(long points) {
    return 3 * points * 20 + 20 + 2 * (20 * 20 + 20) + 20 * 2 * points + 2 * points;
  }

  private static DrawnNetwork mlp(int depth, int points) {
    return new DrawnNetwork(
        "mlp",
        Values.none().with(Size.WIDTH, 20).with(Size.DEPTH, depth),
        StateShape.periodicLine(2, points));
  }
}
