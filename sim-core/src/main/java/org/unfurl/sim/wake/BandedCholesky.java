package org.unfurl.sim.wake;

/**
 * A = L Lᵀ for a symmetric positive definite matrix with a narrow band. Immutable once made.
 *
 * <p>Row k holds its entries of columns k − band … k, the diagonal last.
 */
final class BandedCholesky implements PressureSolver {

  private final int size;
  private final int band;

  /** L, with the reciprocal of each diagonal entry in the place of the entry. */
  private final double[] factor;

  /**
   * Factorises in place.
   *
   * @param matrix (size, band + 1), the lower half of A. Becomes this object's.
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  BandedCholesky(int size, int band, double[] matrix) {
    this.size = size;
    this.band = band;
    this.factor = matrix;
    for (int row = 0; row < size; row++) {
      int first = Math.max(0, row - band);
      int ofRow = offset(row);
      for (int column = first; column <= row; column++) {
        int ofColumn = offset(column);
        int from = Math.max(first, column - band);
        double value = factor[ofRow + column] - dot(ofRow + from, ofColumn + from, column - from);
        if (column < row) {
          factor[ofRow + column] = value * factor[ofColumn + column];
        } else if (value > 0) {
          factor[ofRow + row] = 1 / Math.sqrt(value);
        } else {
          throw new IllegalArgumentException(
              "pivot " + row + " (" + value + ") must be positive: the matrix is not definite");
        }
      }
    }
  }

  /** Where column 0 of a row would be. */
  private int offset(int row) {
    return row * (band + 1) + band - row;
  }

  private double dot(int a, int b, int count) {
    // Four sums, because one would wait for each addition to end.
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int k = 0;
    for (; k + 3 < count; k += 4) {
      sum0 += factor[a + k] * factor[b + k];
      sum1 += factor[a + k + 1] * factor[b + k + 1];
      sum2 += factor[a + k + 2] * factor[b + k + 2];
      sum3 += factor[a + k + 3] * factor[b + k + 3];
    }
    for (; k < count; k++) {
      sum0 += factor[a + k] * factor[b + k];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  @Override
  public void solve(double[] x) {
    for (int row = 0; row < size; row++) {
      int first = Math.max(0, row - band);
      int ofRow = offset(row);
      double sum0 = x[row];
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      int k = first;
      for (; k + 3 < row; k += 4) {
        sum0 -= factor[ofRow + k] * x[k];
        sum1 -= factor[ofRow + k + 1] * x[k + 1];
        sum2 -= factor[ofRow + k + 2] * x[k + 2];
        sum3 -= factor[ofRow + k + 3] * x[k + 3];
      }
      for (; k < row; k++) {
        sum0 -= factor[ofRow + k] * x[k];
      }
      x[row] = (sum0 + sum1 + (sum2 + sum3)) * factor[ofRow + row];
    }
    for (int row = size - 1; row >= 0; row--) {
      int ofRow = offset(row);
      double value = x[row] * factor[ofRow + row];
      x[row] = value;
      for (int k = Math.max(0, row - band); k < row; k++) {
        x[k] -= factor[ofRow + k] * value;
      }
    }
  }
}
