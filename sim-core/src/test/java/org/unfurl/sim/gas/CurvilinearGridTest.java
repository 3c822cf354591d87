package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CurvilinearGridTest {

  /** The trapezium (0, 0), (3, 0), (1, 2), (0, 2) beside a parallelogram. */
  @Test
  void volumeAndCentroidAreThoseOfThePolygon() {
    double[] x = {0, 3, 5, 0, 1, 3};
    double[] y = {0, 0, 0, 2, 2, 2};
    CurvilinearGrid grid = new CurvilinearGrid(1, 2, x, y, false);
    assertEquals(4, grid.volume(0), 1e-14);
    // Square [0, 1] x [0, 2] and triangle (1, 0), (3, 0), (1, 2), weighted with their areas.
    assertEquals((2 * 0.5 + 2 * 5.0 / 3) / 4, grid.centreX(0), 1e-14);
    assertEquals((2 * 1 + 2 * 2.0 / 3) / 4, grid.centreY(0), 1e-14);
    assertEquals(4, grid.volume(1), 1e-14);
    assertEquals(3, grid.centreX(1), 1e-14);
    assertEquals(1, grid.centreY(1), 1e-14);
  }

  @Test
  void normalsOfACellSumToZeroAndPointOnwards() {
    CurvilinearGrid grid = GasCases.ring();
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        double sumX =
            grid.columnNormalX(j, i + 1)
                - grid.columnNormalX(j, i)
                + grid.rowNormalX(j + 1, i)
                - grid.rowNormalX(j, i);
        double sumY =
            grid.columnNormalY(j, i + 1)
                - grid.columnNormalY(j, i)
                + grid.rowNormalY(j + 1, i)
                - grid.rowNormalY(j, i);
        assertEquals(0, sumX, 1e-15);
        assertEquals(0, sumY, 1e-15);
        int cell = j * grid.columns() + i;
        double outwards =
            grid.rowNormalX(j, i) * grid.centreX(cell) + grid.rowNormalY(j, i) * grid.centreY(cell);
        assertTrue(outwards > 0);
      }
    }
  }

  @Test
  void cellsTurnedOverAreRefused() {
    double[] x = {0, 1, 2, 0, 1, 2};
    double[] y = {1, 1, 1, 0, 0, 0};
    IllegalArgumentException exception =
        assertThrows(IllegalArgumentException.class, () -> new CurvilinearGrid(1, 2, x, y, true));
    assertEquals(
        "volume (-1.0) of the cell in row 0, column 0 must be positive: cells may not overlap, and"
            + " columns to rows must turn anticlockwise",
        exception.getMessage());
  }

  @Test
  void columnsThatDoNotCloseAreRefused() {
    double[] x = {0, 1, 2, 0, 1, 2.5};
    double[] y = {0, 0, 0, 1, 1, 1};
    IllegalArgumentException exception =
        assertThrows(IllegalArgumentException.class, () -> new CurvilinearGrid(1, 2, x, y, true));
    assertEquals(
        "periodicColumns (true) needs a last column of nodes that is the first one moved by one"
            + " period; it is off by 0.5 in row 1",
        exception.getMessage());
  }
}
