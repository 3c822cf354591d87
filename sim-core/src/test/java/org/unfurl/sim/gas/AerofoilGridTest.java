package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AerofoilGridTest {

  private static final AerofoilGrid LAYOUT = new AerofoilGrid(32, 96, 0.01, 0.012, 8);

  /** The grid itself refuses volumes that are not positive. */
  @ParameterizedTest
  @CsvSource({
    "64, 256, 0.004, 0.004, 15",
    "64, 256, 0.0005, 0.002, 20",
    "64, 128, 0.002, 0.001, 20",
    "48, 128, 0.008, 0.008, 10",
    "16, 32, 0.02, 0.03, 5",
    "8, 16, 0.05, 0.1, 4"
  })
  void cellsHavePositiveVolumesAndNoCornerOverlaps(
      int rows, int columns, double wall, double edge, double farField) {
    CurvilinearGrid grid = new AerofoilGrid(rows, columns, wall, edge, farField).grid();
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double along = rowLength(grid, j, i) + rowLength(grid, j + 1, i);
        double across = columnLength(grid, j, i) + columnLength(grid, j, i + 1);
        least = Math.min(least, grid.volume(j * columns + i) / (along * across / 4));
      }
    }
    // 1 for a rectangle, 0 for a cell that is folded flat.
    assertTrue(least > 0.4, "least volume over product of mean sides: " + least);
  }

  private static double rowLength(CurvilinearGrid grid, int row, int column) {
    return Math.hypot(grid.rowNormalX(row, column), grid.rowNormalY(row, column));
  }

  private static double columnLength(CurvilinearGrid grid, int row, int column) {
    return Math.hypot(grid.columnNormalX(row, column), grid.columnNormalY(row, column));
  }

  @Test
  void theBodyIsClosedAndItsNodesAreOnTheProfile() {
    CurvilinearGrid grid = LAYOUT.grid();
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < 96; i++) {
      double y = Naca0012.halfThickness(grid.nodeX(i));
      assertEquals(i <= 48 ? -y : y, grid.nodeY(i), 1e-15, "node " + i);
      sumX += grid.rowNormalX(0, i);
      sumY += grid.rowNormalY(0, i);
    }
    assertEquals(0, Math.hypot(sumX, sumY), 1e-15);
    assertEquals(1, grid.nodeX(0), 0);
    assertEquals(0, grid.nodeX(48), 1e-30);
  }

  @Test
  void theFormulaClosesTheTrailingEdge() {
    assertEquals(0, Naca0012.halfThickness(1), 1e-15);
    assertEquals(0.06, Naca0012.halfThickness(0.3), 5e-5, "12 % thick at 30 % of the chord");
  }

  /** The polygon of chords misses an area that falls with the square of the spacing. */
  @Test
  void theAreaOfTheBodyConvergesWithSecondOrderToThatOfTheFormula() {
    double[] error = new double[3];
    for (int k = 0; k < 3; k++) {
      int columns = 64 << k;
      CurvilinearGrid grid = new AerofoilGrid(2, columns, 0.1, 0.5 / columns, 4).grid();
      double area = 0;
      for (int i = 0; i < columns; i++) {
        // Shoelace formula; columns run clockwise.
        area += (grid.nodeY(i) * grid.nodeX(i + 1) - grid.nodeX(i) * grid.nodeY(i + 1)) / 2;
      }
      error[k] = Naca0012.AREA - area;
    }
    assertTrue(error[0] < 2e-3 * Naca0012.AREA, "relative error " + error[0] / Naca0012.AREA);
    assertEquals(2, Math.log(error[0] / error[1]) / Math.log(2), 0.1);
    assertEquals(2, Math.log(error[1] / error[2]) / Math.log(2), 0.1);
  }

  /** A fine first cell, so that the angle is that at the wall. */
  @Test
  void linesLeaveTheWallAlmostAtARightAngle() {
    CurvilinearGrid grid = new AerofoilGrid(64, 128, 1e-5, 0.008, 10).grid();
    for (int i = 1; i < 128; i++) {
      if (i != 64) {
        int next = grid.node(1, i);
        double lineX = grid.nodeX(next) - grid.nodeX(i);
        double lineY = grid.nodeY(next) - grid.nodeY(i);
        double slope = profileSlope(grid.nodeX(i)) * (i < 64 ? -1 : 1);
        double cosine = (lineX + slope * lineY) / (Math.hypot(lineX, lineY) * Math.hypot(1, slope));
        assertEquals(90, Math.toDegrees(Math.acos(cosine)), 4, "x " + grid.nodeX(i));
      }
    }
  }

  private static double profileSlope(double x) {
    return 0.6
        * (0.2969 / (2 * Math.sqrt(x))
            - 0.1260
            - 2 * 0.3516 * x
            + 3 * 0.2843 * x * x
            - 4 * 0.1036 * x * x * x);
  }

  @Test
  void isItsOwnMirrorImage() {
    CurvilinearGrid grid = LAYOUT.grid();
    for (int j = 0; j <= 32; j++) {
      for (int i = 0; i <= 96; i++) {
        assertEquals(grid.nodeX(grid.node(j, i)), grid.nodeX(grid.node(j, 96 - i)), 0);
        assertEquals(grid.nodeY(grid.node(j, i)), -grid.nodeY(grid.node(j, 96 - i)), 0);
      }
    }
  }

  @Test
  void theCoarseGridHasEveryKthNode() {
    CurvilinearGrid fine = LAYOUT.grid();
    CurvilinearGrid coarse = LAYOUT.grid(4);
    assertEquals(8, coarse.rows());
    assertEquals(24, coarse.columns());
    for (int j = 0; j <= 8; j++) {
      for (int i = 0; i <= 24; i++) {
        assertEquals(
            fine.nodeX(fine.node(4 * j, 4 * i)), coarse.nodeX(coarse.node(j, i)), 0, j + " " + i);
        assertEquals(
            fine.nodeY(fine.node(4 * j, 4 * i)), coarse.nodeY(coarse.node(j, i)), 0, j + " " + i);
      }
    }
  }

  @Test
  void spacingsAreThoseAskedFor() {
    CurvilinearGrid grid = LAYOUT.grid();
    assertEquals(0.01, columnLength(grid, 0, 24), 1e-4);
    assertEquals(0.012, rowLength(grid, 0, 0), 0.0015);
    assertEquals(0.012, rowLength(grid, 0, 47), 0.0015);
    for (int i = 0; i < 96; i++) {
      int node = grid.node(32, i);
      assertEquals(8.5, Math.hypot(grid.nodeX(node) - 0.5, grid.nodeY(node)), 0.6);
    }
  }

  @Test
  void theEdgesMayHaveSpacingsOfTheirOwn() {
    CurvilinearGrid grid = new AerofoilGrid(32, 96, 0.0125, 0.016, 0.004, 8).grid();
    assertEquals(0.016, rowLength(grid, 0, 0), 0.002);
    assertEquals(0.004, rowLength(grid, 0, 47), 0.0005);
  }

  @Test
  void impossibleLayoutsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AerofoilGrid(32, 97, 0.01, 0.012, 8));
    assertThrows(IllegalArgumentException.class, () -> new AerofoilGrid(32, 96, 1, 0.012, 8));
    assertThrows(IllegalArgumentException.class, () -> new AerofoilGrid(32, 96, 0.01, 0.1, 8));
    assertThrows(IllegalArgumentException.class, () -> LAYOUT.grid(5));
  }
}
