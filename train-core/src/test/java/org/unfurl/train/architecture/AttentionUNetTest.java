package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class AttentionUNetTest {

  private static final long TAPS = 3;

  /** Two levels, multipliers 1 and 2, one block each: C, C, halved C, 2C, middle, and back. */
  @Test
  void hasTheParametersOfItsSteps() {
    long c = 6;
    long down = block(c, c) + convolution(c, c) + block(c, 2 * c);
    long middle = 2 * block(2 * c, 2 * c) + pointwise(2 * c, 6 * c) + pointwise(2 * c, 2 * c);
    long up =
        block(4 * c, 2 * c)
            + block(3 * c, c)
            + convolution(c, c)
            + block(2 * c, c)
            + block(2 * c, c);
    assertEquals(
        convolution(3, c) + down + middle + up + 2 * c + convolution(c, 2),
        unet(6, 1, List.of(1, 2), StateShape.periodicLine(2, 48)).parameters(1));
  }

  private static long block(long from, long to) {
    return 2 * from
        + convolution(from, to)
        + 2 * to
        + convolution(to, to)
        + (from == to ? 0 : pointwise(from, to));
  }

  private static long convolution(long from, long to) {
    return TAPS * from * to + to;
  }

  private static long pointwise(long from, long to) {
    return from * to + to;
  }

  @Test
  void aShiftByAPointOfTheCoarsestLevelShiftsTheOutput() {
    DrawnNetwork network = unet(3, 1, List.of(1, 2, 1), StateShape.periodicPlane(1, 8, 12));
    double[] state = network.numbers();
    assertArrayEquals(
        network.shifted(network.output(state), 4, 8),
        network.output(network.shifted(state, 4, 8)),
        1e-14);
  }

  @Test
  void refusesMoreLevelsThanTheGridHas() {
    List<Integer> four = List.of(1, 2, 2, 4);
    assertEquals("", unet(6, 1, four, StateShape.periodicLine(1, 48)).problem());
    assertEquals(
        "network.multipliers (4 levels) must be at most 2 levels on a line of 50 points; take fewer,"
            + " or a number of points that 8 divides",
        unet(6, 1, four, StateShape.periodicLine(1, 50)).problem());
    assertEquals(
        "network.depth (0) must be at least 1, the blocks of a level; set depth: 1",
        unet(6, 0, four, StateShape.periodicLine(1, 48)).problem());
  }

  private static DrawnNetwork unet(
      int width, int depth, List<Integer> multipliers, StateShape states) {
    return new DrawnNetwork(
        "attention-unet",
        Values.none()
            .with(Size.WIDTH, width)
            .with(Size.DEPTH, depth)
            .with(AttentionUNet.MULTIPLIERS, multipliers),
        states);
  }
}
