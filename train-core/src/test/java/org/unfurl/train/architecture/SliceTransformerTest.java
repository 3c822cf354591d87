package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class SliceTransformerTest {

  @ParameterizedTest
  @CsvSource({"1, 48, true, true", "1, 48, true, false", "8, 6, true, true", "8, 6, true, false"})
  void hasTheParametersOfItsFormula(int rows, int columns, boolean periodicY, boolean periodicX) {
    StateShape states = new StateShape(2, rows, columns, periodicY, periodicX);
    long width = 12;
    long heads = 3;
    long slices = 7;
    long length = width / heads;
    long inputs = 2 + 1;
    long positions = (periodicX ? 2 : 1) + (states.isPlane() ? 2 : 0);
    long taps = states.isPlane() ? 9 : 3;
    long lift = 2 * (inputs + positions) * width + 2 * width + 2 * width * width + width;
    long block =
        4 * width
            + 2 * taps * width * width
            + 2 * width
            + slices * length
            + slices
            + heads
            + 3 * length * length
            + 3 * (width * width + width);
    assertEquals(
        lift + 2 * block + 2 * width + 2 * width + 2, transformer(12, 3, states).parameters(1));
  }

  @ParameterizedTest
  @CsvSource({"26, 24 or 28", "3, 4"})
  void refusesHeadsThatDoNotDivideTheWidth(int width, String nearest) {
    assertEquals(
        "network.width ("
            + width
            + ") must be divisible by the number of heads (4); set width: "
            + nearest,
        transformer(width, 4, StateShape.periodicLine(1, 48)).problem());
  }

  private static DrawnNetwork transformer(int width, int heads, StateShape states) {
    return new DrawnNetwork(
        "transformer",
        Values.none()
            .with(Size.WIDTH, width)
            .with(Size.DEPTH, 2)
            .with(SliceTransformer.HEADS, heads)
            .with(SliceTransformer.SLICES, 7),
        states);
  }
}
