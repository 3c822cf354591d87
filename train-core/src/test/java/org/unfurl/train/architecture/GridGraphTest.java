package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class GridGraphTest {

  /** The study's: a channel and a feature in, a channel out, four direction numbers. */
  @ParameterizedTest
  @CsvSource({"26, 8, 24003", "52, 12, 136609", "104, 16, 710013"})
  void theStudysNetworksHaveTheirParameters(int width, int depth, long parameters) {
    assertEquals(
        parameters,
        graph(width, depth, GridGraph.Direction.INDEX, StateShape.periodicLine(1, 48))
            .parameters(1));
  }

  @Test
  void aPlaneHasADirectionAlongEveryAxis() {
    int width = 5;
    long in = (2 * 4 + 8) * width + width;
    long block = 2 * ((2 * width + 8) * width + width);
    long out = (2 * width + 8) * 3 + 3;
    assertEquals(
        in + 2 * block + out,
        graph(width, 2, GridGraph.Direction.GRID, StateShape.periodicPlane(3, 8, 10))
            .parameters(1));
  }

  @Test
  void directionsOfTheGridKnowNoPlaceOnAPeriodicPlane() {
    DrawnNetwork network = graph(4, 2, GridGraph.Direction.GRID, StateShape.periodicPlane(2, 5, 6));
    double[] state = network.numbers();
    assertArrayEquals(
        network.shifted(network.output(state), 3, 1),
        network.output(network.shifted(state, 3, 1)),
        1e-15);
  }

  /** The edge's linear layer is summed over the edges before it meets anything nonlinear. */
  @Test
  void leftAndRightAreTheSameToItOnAPeriodicLine() {
    DrawnNetwork network = graph(4, 2, GridGraph.Direction.GRID, StateShape.periodicLine(1, 9));
    double[] state = network.numbers();
    assertArrayEquals(
        network.mirrored(network.output(state)), network.output(network.mirrored(state)), 1e-15);
  }

  @Test
  void directionsByIndexTellWhereTheLineCloses() {
    DrawnNetwork network = graph(4, 1, GridGraph.Direction.INDEX, StateShape.periodicLine(1, 12));
    double[] output = network.output(new double[12]);
    // Turned round at the ends only, which four edge convolutions carry to points 3 and 8.
    assertEquals(output[5], output[6]);
    assertTrue(output[5] != output[0]);
    assertTrue(output[0] != output[11]);
  }

  private static DrawnNetwork graph(
      int width, int depth, GridGraph.Direction direction, StateShape states) {
    return new DrawnNetwork(
        "graph",
        Values.none()
            .with(Size.WIDTH, width)
            .with(Size.DEPTH, depth)
            .with(GridGraph.DIRECTION, direction),
        states);
  }
}
