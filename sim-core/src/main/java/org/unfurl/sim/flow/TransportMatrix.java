package org.unfurl.sim.flow;

import java.util.Arrays;

/**
 * The matrix of implicit momentum transport, M = 1/Δt + N(U) − ν Δ, on a {@link StaggeredGrid},
 * with second-order central finite volumes; both velocity components at once.
 *
 * <p><b>Advection.</b> The flux through the side between two neighbouring control volumes is the
 * mean of the advecting velocity U on both ends of that side times the mean of the two unknowns.
 * The sum over the four sides contributes to the diagonal ½ div U, which is zero for a velocity
 * without divergence and is dropped for all. So N is skew-symmetric whatever U is: it makes no
 * energy, Nᵀ = −N, and M's diagonal is the constant D = 1/Δt + 2ν/Δx² + 2ν/Δy².
 *
 * <p><b>Splitting.</b> M = D − H; H holds the neighbours.
 *
 * <p><b>Solver.</b> Red-black successive relaxation. For a spectrum of H/D on the imaginary axis up
 * to iσ, the best factor is ω = 2/(1 + √(1 + σ²)), with convergence by 1 − ω a sweep (Young 1971,
 * Iterative Solution of Large Linear Systems, chapter 6); σ is bounded by the largest row sum.
 */
final class TransportMatrix {

  /** Largest update of the last sweep, relative to the largest number of the right-hand side. */
  private static final double TOLERANCE = 1e-14;

  /** At Courant numbers of about one, 20 sweeps are enough. */
  private static final int MOST_SWEEPS = 500;

  private final int columns;
  private final int cells;
  private final double diffusionX;
  private final double diffusionY;

  /** D. */
  private final double diagonal;

  /** 1 / (4 Δx), which makes the sum of two velocities a matrix entry. */
  private final double perX;

  private final double perY;

  /** Entry of N between an unknown and its right neighbour; minus that in the other's row. */
  private final double[] right;

  /** The same for the upper neighbour. */
  private final double[] upper;

  private final RedBlackRelaxation system;

  /** ω. */
  private double relaxation;

  TransportMatrix(StaggeredGrid grid, double viscosity, double timeStep) {
    double dx = grid.x().spacing();
    double dy = grid.y().spacing();
    this.columns = grid.columns();
    this.cells = grid.cells();
    this.diffusionX = viscosity / (dx * dx);
    this.diffusionY = viscosity / (dy * dy);
    this.diagonal = 1 / timeStep + 2 * diffusionX + 2 * diffusionY;
    this.perX = 1 / (4 * dx);
    this.perY = 1 / (4 * dy);
    this.right = new double[2 * cells];
    this.upper = new double[2 * cells];
    this.system = new RedBlackRelaxation(grid, diagonal, diffusionX, diffusionY);
  }

  /** D. */
  double diagonal() {
    return diagonal;
  }

  /**
   * Makes this the matrix of an advecting velocity.
   *
   * @param velocity U, (2, rows, columns). Not modified.
   */
  void advectBy(double[] velocity) {
    int last = columns - 1;
    for (int row = 0; row < cells; row += columns) {
      int v = cells + row;
      int above = above(row);
      int vAbove = cells + above;
      int below = below(row);
      sums(velocity, row, row + 1, perX, right, row, last);
      right[row + last] = (velocity[row + last] + velocity[row]) * perX;
      upper[row] = (velocity[vAbove + last] + velocity[vAbove]) * perY;
      sums(velocity, vAbove, vAbove + 1, perY, upper, row + 1, last);
      sums(velocity, below + 1, row + 1, perX, right, v, last);
      right[v + last] = (velocity[below] + velocity[row]) * perX;
      sums(velocity, v, vAbove, perY, upper, v, columns);
    }
    double bound = largestRowSum() / diagonal;
    relaxation = 2 / (1 + Math.sqrt(1 + bound * bound));
  }

  /** result = factor (velocity from one place on + velocity from another one on). */
  private static void sums(
      double[] velocity, int a, int b, double factor, double[] result, int at, int count) {
    for (int k = 0; k < count; k++) {
      result[at + k] = (velocity[a + k] + velocity[b + k]) * factor;
    }
  }

  private double largestRowSum() {
    // Of numbers that are not negative the largest has the largest bits, and NaN larger ones yet.
    long largest = 0;
    for (int component = 0; component < 2 * cells; component += cells) {
      for (int row = 0; row < cells; row += columns) {
        int start = component + row;
        int below = component + below(row);
        largest = Math.max(largest, rowSum(start, start + columns - 1, below));
        for (int i = 1; i < columns; i++) {
          largest = Math.max(largest, rowSum(start + i, start + i - 1, below + i));
        }
      }
    }
    return Double.longBitsToDouble(largest);
  }

  private long rowSum(int c, int left, int below) {
    return Double.doubleToRawLongBits(
        Math.abs(right[c]) + Math.abs(right[left]) + Math.abs(upper[c]) + Math.abs(upper[below]));
  }

  /** y = H x. */
  void neighbours(double[] x, double[] y) {
    neighbours(1, x, y);
  }

  /** y = Hᵀ x. */
  void neighboursTransposed(double[] x, double[] y) {
    neighbours(-1, x, y);
  }

  /**
   * Solves M x = b.
   *
   * @param b (2, rows, columns). Not modified.
   * @param x the first guess, then the solution; NaN throughout if the relaxation does not converge
   *     within its sweeps or meets a number that is not finite
   */
  void solve(double[] b, double[] x) {
    solve(1, b, x);
  }

  /** Solves Mᵀ x = b; otherwise as {@link #solve(double[], double[])}. */
  void solveTransposed(double[] b, double[] x) {
    solve(-1, b, x);
  }

  /**
   * Subtracts from a gradient ∂/∂U of factor · ⟨a, N(U) b⟩.
   *
   * @param a (2, rows, columns). Not modified.
   * @param b (2, rows, columns). Not modified.
   * @param gradient (2, rows, columns). Modified.
   */
  void subtractAdvectionGradient(double factor, double[] a, double[] b, double[] gradient) {
    for (int row = 0; row < cells; row += columns) {
      int above = above(row);
      int below = below(row);
      for (int i = 0; i < columns; i++) {
        int c = row + i;
        int r = row + rightOf(i);
        int top = above + i;
        double across = factor * perX * (a[c] * b[r] - a[r] * b[c]);
        gradient[c] -= across;
        gradient[r] -= across;
        double up = factor * perY * (a[c] * b[top] - a[top] * b[c]);
        gradient[cells + above + leftOf(i)] -= up;
        gradient[cells + top] -= up;
        c += cells;
        top += cells;
        int rv = cells + r;
        double vAcross = factor * perX * (a[c] * b[rv] - a[rv] * b[c]);
        gradient[below + rightOf(i)] -= vAcross;
        gradient[r] -= vAcross;
        double vUp = factor * perY * (a[c] * b[top] - a[top] * b[c]);
        gradient[c] -= vUp;
        gradient[top] -= vUp;
      }
    }
  }

  private void neighbours(double sign, double[] x, double[] y) {
    int last = columns - 1;
    for (int component = 0; component < 2 * cells; component += cells) {
      for (int row = 0; row < cells; row += columns) {
        int start = component + row;
        int above = component + above(row);
        int below = component + below(row);
        y[start] = neighbours(sign, x, start, start + 1, start + last, above, below);
        for (int i = 1; i < last; i++) {
          int c = start + i;
          y[c] = neighbours(sign, x, c, c + 1, c - 1, above + i, below + i);
        }
        y[start + last] =
            neighbours(sign, x, start + last, start, start + last - 1, above + last, below + last);
      }
    }
  }

  private void solve(double sign, double[] b, double[] x) {
    double scale = 0;
    for (double value : b) {
      scale = Math.max(scale, Math.abs(value));
    }
    // The smallest normal number keeps fields that underflow from asking for the impossible.
    double enough = TOLERANCE * scale / diagonal + Double.MIN_NORMAL;
    system.loadMatrix(sign, right, upper);
    system.loadVectors(b, x);
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double update = system.sweep(relaxation);
      if (update <= enough && scale < Double.POSITIVE_INFINITY) {
        system.store(x);
        return;
      }
      if (!(update < Double.POSITIVE_INFINITY)) {
        break;
      }
    }
    Arrays.fill(x, Double.NaN);
  }

  private double neighbours(
      double sign, double[] x, int c, int right, int left, int above, int below) {
    return (diffusionX - sign * this.right[c]) * x[right]
        + (diffusionX + sign * this.right[left]) * x[left]
        + (diffusionY - sign * upper[c]) * x[above]
        + (diffusionY + sign * upper[below]) * x[below];
  }

  private int rightOf(int column) {
    return column + 1 < columns ? column + 1 : 0;
  }

  private int leftOf(int column) {
    return column > 0 ? column - 1 : columns - 1;
  }

  private int above(int row) {
    return row + columns < cells ? row + columns : 0;
  }

  private int below(int row) {
    return row > 0 ? row - columns : cells - columns;
  }
}
