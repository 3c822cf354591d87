package org.unfurl.sim.gas;

/**
 * The layout of cell values with two layers of ghost cells around them.
 *
 * @param rows of true cells
 * @param columns of true cells
 */
record PaddedCells(int rows, int columns) {

  /** Ghost cells beyond each side: what the reconstruction at a side's face reads. */
  static final int GHOSTS = 2;

  /** Cells from one row to the next. */
  int stride() {
    return columns + 2 * GHOSTS;
  }

  int size() {
    return (rows + 2 * GHOSTS) * stride();
  }

  /** From −{@link #GHOSTS} on. */
  int index(int row, int column) {
    return (row + GHOSTS) * stride() + column + GHOSTS;
  }
}
