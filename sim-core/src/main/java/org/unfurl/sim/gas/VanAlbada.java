package org.unfurl.sim.gas;

import java.util.Arrays;

/**
 * Linear reconstruction in the cells at a family of faces (van Leer 1979, MUSCL, doi
 * 10.1016/0021-9991(79)90145-1), with the limited slope of van Albada, van Leer and Roberts (1982,
 * Astron. Astrophys. 108, 76):
 *
 * <p>s(a, b) = (a (b² + ε) + b (a² + ε)) / (a² + b² + 2 ε), a and b the differences to the cell
 * before and to the one after.
 *
 * <p>It is smooth everywhere, so the step has a derivative everywhere. Differences below √ε, as at
 * the extremum of a smooth field, are not limited; ε, the cell size cubed, falls with the cube of
 * the cell size (so Venkatakrishnan 1995, doi 10.1006/jcph.1995.1084), which keeps second order
 * there and limits every jump on fine grids.
 *
 * <p>A cell's slope serves the faces on both its sides, so all slopes come first, then the values
 * line by line.
 */
final class VanAlbada {

  private final Faces faces;

  /** From a cell to the next across a face. */
  private final int offset;

  /** The padded cells that have slopes, and some ghost cells among them. */
  private final int start;

  private final int end;

  /** ε of padded cells. */
  private final double[] floor;

  /** (field, padded cell). */
  private final double[][] slopes;

  private final double[][] slopesBar;

  VanAlbada(CurvilinearGrid grid, PaddedCells cells, Boundaries boundaries, Faces faces) {
    this.faces = faces;
    this.offset = faces.leftOffset;
    this.start = cells.index(0, 0) - offset;
    this.end = cells.index(cells.rows() - 1, cells.columns() - 1) + offset + 1;
    this.floor = floor(grid, cells, boundaries.firstRow() == Boundary.PERIODIC);
    this.slopes = new double[FlowState.CHANNELS][cells.size()];
    this.slopesBar = new double[FlowState.CHANNELS][cells.size()];
  }

  /** The cell size cubed; a ghost cell has that of the cell next to it. */
  private static double[] floor(CurvilinearGrid grid, PaddedCells cells, boolean periodicRows) {
    double[] floor = new double[cells.size()];
    for (int j = -PaddedCells.GHOSTS; j < grid.rows() + PaddedCells.GHOSTS; j++) {
      for (int i = -PaddedCells.GHOSTS; i < grid.columns() + PaddedCells.GHOSTS; i++) {
        int row = nearest(j, grid.rows(), periodicRows);
        int column = nearest(i, grid.columns(), grid.periodicColumns());
        floor[cells.index(j, i)] = Math.pow(grid.volume(row * grid.columns() + column), 1.5);
      }
    }
    return floor;
  }

  private static int nearest(int index, int count, boolean periodic) {
    return periodic ? Math.floorMod(index, count) : Math.max(0, Math.min(count - 1, index));
  }

  /** Takes the slopes of the first four fields, (field, padded cell). */
  void setSlopes(double[][] fields) {
    for (int channel = 0; channel < slopes.length; channel++) {
      double[] field = fields[channel];
      double[] slope = slopes[channel];
      for (int cell = start; cell < end; cell++) {
        double a = field[cell] - field[cell - offset];
        double b = field[cell + offset] - field[cell];
        double e = floor[cell];
        double aa = a * a + e;
        double bb = b * b + e;
        slope[cell] = (a * bb + b * aa) / (aa + bb);
      }
    }
  }

  /**
   * Values on both sides of a line of faces, from the fields of {@link #setSlopes}.
   *
   * @param left values on the left of the faces, (4, faces). Overwritten.
   * @param right likewise. Overwritten.
   */
  void reconstruct(double[][] fields, int line, double[][] left, double[][] right) {
    int first = faces.rightCell(line);
    for (int channel = 0; channel < slopes.length; channel++) {
      double[] field = fields[channel];
      double[] slope = slopes[channel];
      double[] leftValue = left[channel];
      double[] rightValue = right[channel];
      for (int f = 0; f < faces.perLine; f++) {
        int cell = first + f;
        leftValue[f] = field[cell - offset] + 0.5 * slope[cell - offset];
        rightValue[f] = field[cell] - 0.5 * slope[cell];
      }
    }
  }

  /** Clears the cotangents of slopes, which {@link #addSidesBar} adds to. */
  void clearSlopesBar() {
    for (double[] slopeBar : slopesBar) {
      Arrays.fill(slopeBar, 0);
    }
  }

  /**
   * The transpose of the derivative of {@link #reconstruct}.
   *
   * @param leftBar cotangents of the values on the left, (4, faces)
   * @param rightBar likewise
   * @param fieldsBar of padded cells. Added to, as are the cotangents of the slopes.
   */
  void addSidesBar(int line, double[][] leftBar, double[][] rightBar, double[][] fieldsBar) {
    int first = faces.rightCell(line);
    int count = faces.perLine;
    for (int channel = 0; channel < slopes.length; channel++) {
      addSide(leftBar[channel], 0.5, first - offset, count, channel, fieldsBar[channel]);
      addSide(rightBar[channel], -0.5, first, count, channel, fieldsBar[channel]);
    }
  }

  private void addSide(
      double[] sideBar, double way, int first, int count, int channel, double[] fieldBar) {
    double[] slopeBar = slopesBar[channel];
    for (int f = 0; f < count; f++) {
      fieldBar[first + f] += sideBar[f];
      slopeBar[first + f] += way * sideBar[f];
    }
  }

  /**
   * The transpose of the derivative of {@link #setSlopes}, which must have been called with these
   * fields.
   *
   * @param fieldsBar of padded cells. Added to.
   */
  void addSlopesBar(double[][] fields, double[][] fieldsBar) {
    for (int channel = 0; channel < slopes.length; channel++) {
      double[] field = fields[channel];
      double[] slope = slopes[channel];
      double[] slopeBar = slopesBar[channel];
      double[] fieldBar = fieldsBar[channel];
      for (int cell = start; cell < end; cell++) {
        double a = field[cell] - field[cell - offset];
        double b = field[cell + offset] - field[cell];
        double s = slope[cell];
        double e = floor[cell];
        double aa = a * a + e;
        double bb = b * b + e;
        double weight = slopeBar[cell] / (aa + bb);
        double aBar = weight * (bb + 2 * a * (b - s));
        double bBar = weight * (aa + 2 * b * (a - s));
        fieldBar[cell - offset] -= aBar;
        fieldBar[cell] += aBar - bBar;
        fieldBar[cell + offset] += bBar;
      }
    }
  }
}
