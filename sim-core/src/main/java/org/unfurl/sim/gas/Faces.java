package org.unfurl.sim.gas;

import java.util.Arrays;

/**
 * All faces of one family, line by line: those between columns, where a line is a row of cells, or
 * those between rows, where a line is a row of faces.
 *
 * <p>Face f of line l lies between the padded cells {@code rightCell(l) + f - leftOffset} and
 * {@code rightCell(l) + f}; its normal points to the latter. Its ends are the nodes {@code
 * startNode(l) + f} and that plus {@link #endOffset}. The arrays hold faces at {@code l * perLine +
 * f}.
 *
 * <p>Gradients at a face follow from the difference d across it (between the cell centres) and the
 * difference e along it (between its end nodes): the vector g with g · (R − L) = d and g · (B − A)
 * = e, which is Green and Gauss on the diamond L, A, R, B (Coirier 1994, "An adaptively-refined,
 * Cartesian, cell-based scheme for the Euler and Navier-Stokes equations", NASA TM 106754, diamond
 * path). With node values that are means of four cells it is of second order on smooth grids.
 */
final class Faces {

  final int lines;
  final int perLine;
  final int leftOffset;
  final int endOffset;

  /** Unit normals. */
  final double[] normalX;

  final double[] normalY;
  final double[] length;

  /** The gradient's part per difference across the face. */
  final double[] acrossX;

  final double[] acrossY;

  /** The gradient's part per difference along the face. */
  final double[] alongX;

  final double[] alongY;

  /** μ at the face; 0 on slip walls. */
  final double[] viscosity;

  /** Heat flux per gradient of p/ρ; 0 on walls. */
  final double[] conductivity;

  /** On each line, the flux of the faces from {@code firstOpen} up to {@code endOpen} is Roe's. */
  final int firstOpen;

  final int endOpen;

  /** Lines likewise. */
  final int firstOpenLine;

  final int endOpenLine;

  private final int firstRightCell;
  private final int cellStride;
  private final int nodeStride;

  private Faces(
      CurvilinearGrid grid,
      PaddedCells cells,
      boolean betweenColumns,
      Boundary first,
      Boundary last,
      Gas gas) {
    this.lines = betweenColumns ? grid.rows() : grid.rows() + 1;
    this.perLine = betweenColumns ? grid.columns() + 1 : grid.columns();
    this.leftOffset = betweenColumns ? 1 : cells.stride();
    this.endOffset = betweenColumns ? grid.columns() + 1 : 1;
    this.firstRightCell = cells.index(0, 0);
    this.cellStride = cells.stride();
    this.nodeStride = grid.columns() + 1;
    this.normalX = new double[lines * perLine];
    this.normalY = new double[lines * perLine];
    this.length = new double[lines * perLine];
    this.acrossX = new double[lines * perLine];
    this.acrossY = new double[lines * perLine];
    this.alongX = new double[lines * perLine];
    this.alongY = new double[lines * perLine];
    this.viscosity = new double[lines * perLine];
    this.conductivity = new double[lines * perLine];
    int skippedFirst = isWall(first) ? 1 : 0;
    int skippedLast = isWall(last) ? 1 : 0;
    this.firstOpen = betweenColumns ? skippedFirst : 0;
    this.endOpen = betweenColumns ? perLine - skippedLast : perLine;
    this.firstOpenLine = betweenColumns ? 0 : skippedFirst;
    this.endOpenLine = betweenColumns ? lines : lines - skippedLast;
    Arrays.fill(viscosity, gas.viscosity());
    double heat = gas.heatRatio() / (gas.heatRatio() - 1) * gas.viscosity() / gas.prandtl();
    Arrays.fill(conductivity, heat);
  }

  /** The faces between columns, those of the first and the last column included. */
  static Faces betweenColumns(
      CurvilinearGrid grid, PaddedCells cells, Boundaries boundaries, Gas gas) {
    Boundary first = boundaries.firstColumn();
    Boundary last = boundaries.lastColumn();
    Faces faces = new Faces(grid, cells, true, first, last, gas);
    int columns = grid.columns();
    for (int j = 0; j < faces.lines; j++) {
      for (int i = 0; i <= columns; i++) {
        int face = j * faces.perLine + i;
        int left = j * columns + i - 1;
        int right = left + 1;
        faces.setNormal(face, grid.columnNormalX(j, i), grid.columnNormalY(j, i));
        double[] across;
        if (i > 0 && i < columns) {
          across = between(grid, left, right, 0, 0);
        } else if (first == Boundary.PERIODIC) {
          int lastCell = j * columns + columns - 1;
          across = between(grid, lastCell, j * columns, grid.columnPeriodX(), grid.columnPeriodY());
        } else {
          across = mirrored(grid, i == 0 ? right : left, grid.node(j, i), grid.node(j + 1, i));
        }
        faces.setGradient(grid, face, across, grid.node(j, i), grid.node(j + 1, i));
      }
      faces.setWall(j * faces.perLine, first);
      faces.setWall(j * faces.perLine + columns, last);
    }
    return faces;
  }

  /** The faces between rows, those of the first and the last row included. */
  static Faces betweenRows(
      CurvilinearGrid grid, PaddedCells cells, Boundaries boundaries, Gas gas) {
    Boundary first = boundaries.firstRow();
    Boundary last = boundaries.lastRow();
    Faces faces = new Faces(grid, cells, false, first, last, gas);
    int columns = grid.columns();
    int rows = grid.rows();
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i < columns; i++) {
        int face = j * faces.perLine + i;
        int right = j * columns + i;
        int left = right - columns;
        faces.setNormal(face, grid.rowNormalX(j, i), grid.rowNormalY(j, i));
        double[] across;
        if (j > 0 && j < rows) {
          across = between(grid, left, right, 0, 0);
        } else if (first == Boundary.PERIODIC) {
          int lastCell = (rows - 1) * columns + i;
          across = between(grid, lastCell, i, grid.rowPeriodX(), grid.rowPeriodY());
        } else {
          across = mirrored(grid, j == 0 ? right : left, grid.node(j, i), grid.node(j, i + 1));
        }
        faces.setGradient(grid, face, across, grid.node(j, i), grid.node(j, i + 1));
        if (j == 0) {
          faces.setWall(face, first);
        }
        if (j == rows) {
          faces.setWall(face, last);
        }
      }
    }
    return faces;
  }

  /** From the centre of a cell to that of another, which is one period further. */
  private static double[] between(
      CurvilinearGrid grid, int left, int right, double periodX, double periodY) {
    return new double[] {
      grid.centreX(right) + periodX - grid.centreX(left),
      grid.centreY(right) + periodY - grid.centreY(left)
    };
  }

  /** Between a cell's centre and its mirror image, up to the sign: twice the way to the face. */
  private static double[] mirrored(CurvilinearGrid grid, int cell, int start, int end) {
    return new double[] {
      grid.nodeX(start) + grid.nodeX(end) - 2 * grid.centreX(cell),
      grid.nodeY(start) + grid.nodeY(end) - 2 * grid.centreY(cell)
    };
  }

  private void setNormal(int face, double x, double y) {
    length[face] = Math.hypot(x, y);
    // A face may have no length, as on the branch cut of a degenerate grid; its flux is then zero.
    normalX[face] = length[face] > 0 ? x / length[face] : 1;
    normalY[face] = length[face] > 0 ? y / length[face] : 0;
  }

  private void setGradient(CurvilinearGrid grid, int face, double[] across, int start, int end) {
    // The way across points along the normal, also where it comes from a mirror image.
    double sign = Math.signum(across[0] * normalX[face] + across[1] * normalY[face]);
    double dx = sign * across[0];
    double dy = sign * across[1];
    double ex = grid.nodeX(end) - grid.nodeX(start);
    double ey = grid.nodeY(end) - grid.nodeY(start);
    double determinant = dx * ey - dy * ex;
    if (determinant == 0) {
      return;
    }
    acrossX[face] = ey / determinant;
    acrossY[face] = -ex / determinant;
    alongX[face] = -dy / determinant;
    alongY[face] = dx / determinant;
  }

  private void setWall(int face, Boundary boundary) {
    if (isWall(boundary)) {
      conductivity[face] = 0;
    }
    if (boundary == Boundary.SLIP_WALL) {
      viscosity[face] = 0;
    }
  }

  private static boolean isWall(Boundary boundary) {
    return boundary == Boundary.SLIP_WALL || boundary == Boundary.NO_SLIP_WALL;
  }

  int rightCell(int line) {
    return firstRightCell + line * cellStride;
  }

  int startNode(int line) {
    return line * nodeStride;
  }

  /** First face on this line whose flux is Roe's; {@link #perLine} if there is none. */
  int firstOpen(int line) {
    return line < firstOpenLine || line >= endOpenLine ? perLine : firstOpen;
  }

  /** End of the faces on this line whose flux is Roe's. */
  int endOpen(int line) {
    return line < firstOpenLine || line >= endOpenLine ? perLine : endOpen;
  }

  /**
   * Whether the gas is on the right of a face that is a wall, not on the left; without meaning
   * elsewhere.
   */
  boolean isGasRight(int line, int face) {
    return line < firstOpenLine || face < firstOpen;
  }
}
