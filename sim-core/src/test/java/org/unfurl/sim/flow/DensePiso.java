package org.unfurl.sim.flow;

import java.util.function.IntToDoubleFunction;

/**
 * One PISO step and its tangent with dense matrices that are written from the definitions, entry by
 * entry, and solved by elimination: shares no code with {@link PisoStepper}. For small grids.
 */
final class DensePiso {

  /** A velocity u + ε v. */
  record Dual(double[] value, double[] tangent) {}

  private final int rows;
  private final int columns;
  private final int size;
  private final double dx;
  private final double dy;
  private final double viscosity;
  private final double timeStep;
  private final double[] forcing;

  DensePiso(StaggeredGrid grid, double viscosity, double timeStep, double[] forcing) {
    this.rows = grid.rows();
    this.columns = grid.columns();
    this.size = 2 * rows * columns;
    this.dx = grid.x().spacing();
    this.dy = grid.y().spacing();
    this.viscosity = viscosity;
    this.timeStep = timeStep;
    this.forcing = forcing;
  }

  /**
   * The step and its tangent.
   *
   * @param kind whether the tangent follows the advecting velocity
   */
  Dual step(Dual old, PisoAdjoint kind) {
    double[][] advection = advection(old.value());
    double[][] advectionTangent =
        advection(kind == PisoAdjoint.EXACT ? old.tangent() : new double[size]);
    double[][] diffusion = diffusion();
    double diagonal = 1 / timeStep + 2 * viscosity * (1 / (dx * dx) + 1 / (dy * dy));
    double[][] matrix = new double[size][size];
    double[][] neighbours = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = advection[i][j] - viscosity * diffusion[i][j] + (i == j ? 1 / timeStep : 0);
        neighbours[i][j] = (i == j ? diagonal : 0) - matrix[i][j];
      }
    }
    double[] predicted = solve(matrix, vector(i -> old.value()[i] / timeStep + forcing[i]));
    double[] carried = times(advectionTangent, predicted);
    double[] predictedTangent =
        solve(matrix, vector(i -> old.tangent()[i] / timeStep - carried[i]));

    double[] first = project(predicted);
    double[] firstTangent = project(predictedTangent);
    double[] change = vector(i -> first[i] - predicted[i]);
    double[] changeTangent = vector(i -> firstTangent[i] - predictedTangent[i]);
    double[] second = project(times(neighbours, change));
    double[] moved = times(neighbours, changeTangent);
    double[] turned = times(advectionTangent, change);
    double[] secondTangent = project(vector(i -> moved[i] - turned[i]));
    return new Dual(
        vector(i -> first[i] + second[i] / diagonal),
        vector(i -> firstTangent[i] + secondTangent[i] / diagonal));
  }

  private int u(int j, int i) {
    return Math.floorMod(j, rows) * columns + Math.floorMod(i, columns);
  }

  private int v(int j, int i) {
    return size / 2 + u(j, i);
  }

  /** Flux form, less half the divergence of the control volume on the diagonal. */
  private double[][] advection(double[] by) {
    double[][] matrix = new double[size][size];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double east = (by[u(j, i)] + by[u(j, i + 1)]) / 2;
        double west = (by[u(j, i - 1)] + by[u(j, i)]) / 2;
        double north = (by[v(j + 1, i - 1)] + by[v(j + 1, i)]) / 2;
        double south = (by[v(j, i - 1)] + by[v(j, i)]) / 2;
        double[] row = matrix[u(j, i)];
        row[u(j, i + 1)] += east / (2 * dx);
        row[u(j, i - 1)] -= west / (2 * dx);
        row[u(j + 1, i)] += north / (2 * dy);
        row[u(j - 1, i)] -= south / (2 * dy);

        east = (by[u(j - 1, i + 1)] + by[u(j, i + 1)]) / 2;
        west = (by[u(j - 1, i)] + by[u(j, i)]) / 2;
        north = (by[v(j, i)] + by[v(j + 1, i)]) / 2;
        south = (by[v(j - 1, i)] + by[v(j, i)]) / 2;
        row = matrix[v(j, i)];
        row[v(j, i + 1)] += east / (2 * dx);
        row[v(j, i - 1)] -= west / (2 * dx);
        row[v(j + 1, i)] += north / (2 * dy);
        row[v(j - 1, i)] -= south / (2 * dy);
      }
    }
    return matrix;
  }

  private double[][] diffusion() {
    double[][] matrix = new double[size][size];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        for (int start : new int[] {0, size / 2}) {
          double[] row = matrix[start + u(j, i)];
          row[start + u(j, i + 1)] += 1 / (dx * dx);
          row[start + u(j, i - 1)] += 1 / (dx * dx);
          row[start + u(j + 1, i)] += 1 / (dy * dy);
          row[start + u(j - 1, i)] += 1 / (dy * dy);
          row[start + u(j, i)] -= 2 / (dx * dx) + 2 / (dy * dy);
        }
      }
    }
    return matrix;
  }

  private double[] project(double[] velocity) {
    int cells = size / 2;
    double[][] divergence = new double[cells][size];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        divergence[u(j, i)][u(j, i + 1)] += 1 / dx;
        divergence[u(j, i)][u(j, i)] -= 1 / dx;
        divergence[u(j, i)][v(j + 1, i)] += 1 / dy;
        divergence[u(j, i)][v(j, i)] -= 1 / dy;
      }
    }
    // − div divᵀ, with the constants, which it does not see, made regular.
    double[][] laplacian = new double[cells][cells];
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        laplacian[i][j] = 1;
        for (int k = 0; k < size; k++) {
          laplacian[i][j] -= divergence[i][k] * divergence[j][k];
        }
      }
    }
    double[] pressure = solve(laplacian, times(divergence, velocity));
    double[] projected = velocity.clone();
    for (int i = 0; i < cells; i++) {
      for (int k = 0; k < size; k++) {
        projected[k] += divergence[i][k] * pressure[i];
      }
    }
    return projected;
  }

  private double[] vector(IntToDoubleFunction entry) {
    double[] vector = new double[size];
    for (int i = 0; i < size; i++) {
      vector[i] = entry.applyAsDouble(i);
    }
    return vector;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  /** Gaussian elimination with row exchanges. */
  private static double[] solve(double[][] given, double[] right) {
    int n = right.length;
    double[][] matrix = new double[n][];
    for (int i = 0; i < n; i++) {
      matrix[i] = given[i].clone();
    }
    double[] x = right.clone();
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(matrix[i][k]) > Math.abs(matrix[pivot][k])) {
          pivot = i;
        }
      }
      double[] row = matrix[pivot];
      matrix[pivot] = matrix[k];
      matrix[k] = row;
      double value = x[pivot];
      x[pivot] = x[k];
      x[k] = value;
      for (int i = k + 1; i < n; i++) {
        double factor = matrix[i][k] / row[k];
        for (int j = k; j < n; j++) {
          matrix[i][j] -= factor * row[j];
        }
        x[i] -= factor * value;
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        x[k] -= matrix[k][j] * x[j];
      }
      x[k] /= matrix[k][k];
    }
    return x;
  }
}
