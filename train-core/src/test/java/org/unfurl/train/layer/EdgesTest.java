package org.unfurl.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;

/** Against the list of edges, one after the other. */
class EdgesTest {

  private static final int CHANNELS = 2;

  @ParameterizedTest
  @CsvSource({
    "1, 5, true, true, false",
    "1, 5, true, false, false",
    "4, 5, true, true, false",
    "4, 5, true, true, true",
    "4, 5, false, true, true",
    "4, 5, false, false, false"
  })
  void isTheMeanOverTheEdges(
      int rows, int columns, boolean periodicY, boolean periodicX, boolean diagonal) {
    for (boolean byIndex : new boolean[] {false, true}) {
      StateShape states = new StateShape(1, rows, columns, periodicY, periodicX);
      Signal signal = AppliedLayer.signal(CHANNELS, states);
      double[] input = AppliedLayer.numbers(signal.size());
      int points = states.points();
      int directions = 4 * signal.axes();
      double[] expected = new double[(2 * CHANNELS + directions) * points];
      for (int point = 0; point < points; point++) {
        List<int[]> edges = edges(states, point, diagonal, byIndex);
        for (int[] edge : edges) {
          for (int c = 0; c < CHANNELS; c++) {
            double here = input[c * points + point];
            double there = input[c * points + edge[0]];
            expected[c * points + point] += here / edges.size();
            expected[(CHANNELS + c) * points + point] += (there - here) / edges.size();
          }
          for (int d = 0; d < directions; d++) {
            expected[(2 * CHANNELS + d) * points + point] +=
                (double) edge[1 + d / 4] / edges.size();
          }
        }
      }
      assertArrayEquals(
          expected, new AppliedLayer(Edges.mean(diagonal, byIndex), signal).output(input), 1e-15);
    }
  }

  /** The study's edges on a line of three: -1, 0, 1 inside; 2/3 and -2/3 where the line closes. */
  @Test
  void directionsByIndexTurnRoundWhereTheLineCloses() {
    Signal signal = AppliedLayer.signal(1, StateShape.periodicLine(1, 3));
    double[] output = new AppliedLayer(Edges.mean(false, true), signal).output(new double[3]);
    for (int repeat = 0; repeat < 4; repeat++) {
      assertEquals(2.0 / 3, output[6 + 3 * repeat]);
      assertEquals(0, output[7 + 3 * repeat]);
      assertEquals(-2.0 / 3, output[8 + 3 * repeat]);
    }
  }

  /** Source, direction along x, direction along y. */
  private static List<int[]> edges(
      StateShape states, int point, boolean diagonal, boolean byIndex) {
    int row = point / states.columns();
    int column = point % states.columns();
    List<int[]> edges = new ArrayList<>();
    for (int y = row - 1; y <= row + 1; y++) {
      for (int x = column - 1; x <= column + 1; x++) {
        boolean isNeighbour = diagonal || y == row || x == column;
        boolean isThere =
            (y == row
                    || (states.isPlane() && (states.periodicY() || (0 <= y && y < states.rows()))))
                && (states.periodicX() || (0 <= x && x < states.columns()));
        if (isNeighbour && isThere) {
          int fromRow = Math.floorMod(y, states.rows());
          int fromColumn = Math.floorMod(x, states.columns());
          edges.add(
              new int[] {
                fromRow * states.columns() + fromColumn,
                byIndex ? Integer.compare(fromColumn, column) : x - column,
                byIndex ? Integer.compare(fromRow, row) : y - row
              });
        }
      }
    }
    return edges;
  }
}
