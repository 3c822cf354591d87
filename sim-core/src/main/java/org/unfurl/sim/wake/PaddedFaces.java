package org.unfurl.sim.wake;

import java.util.Arrays;

/**
 * The two fields of one state with the values around them that follow from the boundaries.
 *
 * <p>u has rows −1 … rows and faces 0 … columns + 1, v has faces 0 … rows and columns −1 … columns.
 * Inflow and lateral boundaries carry the velocity (1, 0): where no face lies on them, the value
 * beyond is the reflection that gives it at the boundary. At the outflow the last value repeats.
 */
final class PaddedFaces {

  final int columns;
  final int rows;

  /** Distance in {@link #u} and {@link #v} of a face and the one above it. */
  final int stride;

  /** (rows + 2, stride). */
  final double[] u;

  /** (rows + 1, stride). */
  final double[] v;

  PaddedFaces(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.stride = columns + 2;
    this.u = new double[(rows + 2) * stride];
    this.v = new double[(rows + 1) * stride];
  }

  /** Index in {@link #u} of the face right of cell (j, i). */
  int uIndex(int j, int i) {
    return (j + 1) * stride + i + 1;
  }

  /** Index in {@link #v} of the face above cell (j, i). */
  int vIndex(int j, int i) {
    return (j + 1) * stride + i + 1;
  }

  /** Fills both fields from one state. */
  void fill(double[] state) {
    int cells = rows * columns;
    Arrays.fill(v, 0, stride, 0);
    for (int j = 0; j < rows; j++) {
      System.arraycopy(state, j * columns, u, uIndex(j, 0), columns);
      System.arraycopy(state, cells + j * columns, v, vIndex(j, 0), columns);
      u[uIndex(j, -1)] = 1;
      u[uIndex(j, columns)] = u[uIndex(j, columns - 1)];
      v[vIndex(j, -1)] = -v[vIndex(j, 0)];
      v[vIndex(j, columns)] = v[vIndex(j, columns - 1)];
    }
    for (int f = 0; f < stride; f++) {
      u[f] = 2 - u[stride + f];
      u[(rows + 1) * stride + f] = 2 - u[rows * stride + f];
    }
  }

  void clear() {
    Arrays.fill(u, 0);
    Arrays.fill(v, 0);
  }

  /**
   * The transpose of {@link #fill}'s linear part, with this object's values as the cotangent of
   * what it filled. Spoils them.
   *
   * @param state overwritten
   */
  void collect(double[] state) {
    int cells = rows * columns;
    for (int f = 0; f < stride; f++) {
      u[stride + f] -= u[f];
      u[rows * stride + f] -= u[(rows + 1) * stride + f];
    }
    for (int j = 0; j < rows; j++) {
      u[uIndex(j, columns - 1)] += u[uIndex(j, columns)];
      v[vIndex(j, 0)] -= v[vIndex(j, -1)];
      v[vIndex(j, columns - 1)] += v[vIndex(j, columns)];
      System.arraycopy(u, uIndex(j, 0), state, j * columns, columns);
      System.arraycopy(v, vIndex(j, 0), state, cells + j * columns, columns);
    }
  }
}
