package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.reference.Trajectories;

class TrainingWindowsTest {

  // Two trajectories of four frames with two values each, numbered trajectory, frame, value.
  private static final Trajectories DATA =
      new Trajectories(
          2,
          4,
          2,
          new double[] {
            110, 111, 120, 121, 130, 131, 140, 141, 210, 211, 220, 221, 230, 231, 240, 241
          });

  @Test
  void aWindowStaysInsideItsTrajectory() {
    TrainingWindows windows = new TrainingWindows(1, DATA, 2, 2);
    assertEquals(4, windows.count());

    List<double[]> states = windows.states(List.of(1, 2));

    assertEquals(3, states.size());
    assertArrayEquals(new double[] {120, 121, 210, 211}, states.get(0));
    assertArrayEquals(new double[] {130, 131, 220, 221}, states.get(1));
    assertArrayEquals(new double[] {140, 141, 230, 231}, states.get(2));
  }

  @Test
  void refusesDataThatHoldsNoWindowOrOtherStates() {
    assertThrows(IllegalArgumentException.class, () -> new TrainingWindows(1, DATA, 2, 4));
    assertThrows(IllegalArgumentException.class, () -> new TrainingWindows(1, DATA, 3, 1));
  }
}
