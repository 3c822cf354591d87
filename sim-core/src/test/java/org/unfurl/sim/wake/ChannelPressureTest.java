package org.unfurl.sim.wake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

/** Pressure by transforms against the banded factorisation: the same projection. */
class ChannelPressureTest {

  @Test
  void projectsAsTheFactorisationDoes() {
    assertSameProjection(new WakeGrid(32));
    assertSameProjection(new WakeGrid(64));
    // Not centred on a cell's corner, blocks of columns that do not come out even.
    assertSameProjection(new WakeGrid(new WakeChannel(41, 23, 8.3, 13.7), 41));
    assertSameProjection(new WakeGrid(new WakeChannel(40, 20, 0, 10), 20));
  }

  private static void assertSameProjection(WakeGrid grid) {
    int columns = grid.columns();
    int rows = grid.rows();
    double[] faces =
        new Seed(3).derive("faces").generator().doubles(grid.shape().size(), -1, 1).toArray();
    for (int k = 0; k < faces.length; k++) {
      faces[k] *= grid.free()[k];
    }
    double[] other = faces.clone();
    new Projection(columns, rows, grid.free()).apply(faces, 1, new double[columns * rows]);
    ChannelPressure solver = new ChannelPressure(columns, rows, grid.free());
    Projection byTransforms = new Projection(columns, rows, grid.free(), solver.copy());
    byTransforms.apply(other, 1, new double[columns * rows]);
    assertArrayEquals(faces, other, 1e-12);
  }

  /** A flow with no divergence stays, where the rows are too many for the band. */
  @Test
  void leavesNoDivergenceOnALargeGrid() {
    WakeGrid grid = new WakeGrid(WakeChannel.ofDiameters(3, 3, 9), 96);
    assertEquals(144, grid.rows());
    double[] state = new double[grid.shape().size()];
    Arrays.fill(state, 0, state.length / 2, 1);
    double[] next = new double[state.length];
    new OperatorSplittingStepper(grid, 0.01, 0.05).step(state, next);
    int cells = state.length / 2;
    for (int k = 0; k < cells; k++) {
      double left = k % 96 == 0 ? 1 : next[k - 1];
      double below = k < 96 ? 0 : next[cells + k - 96];
      assertEquals(0, next[k] - left + next[cells + k] - below, 1e-12);
    }
  }
}
