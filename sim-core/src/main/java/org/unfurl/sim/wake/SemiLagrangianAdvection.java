package org.unfurl.sim.wake;

/**
 * Semi-Lagrangian advection of a velocity by itself: a face takes the bilinearly interpolated value
 * at its foot point, one Euler step back along the velocity at the face (Stam 1999, "Stable
 * fluids", doi 10.1145/311535.311548, with the first-order path).
 *
 * <p>Foot points outside the channel are moved to its edge. The result is a continuous, piecewise
 * smooth function of the velocity; where a foot point lies on a line of the grid, the derivative is
 * that of the cell above and right of it.
 *
 * <p>Interpolation adds a viscosity of h² r (1 − r) / (2 dt), r the fraction of a cell that the
 * foot point lies off a grid line: up to h² / (8 dt).
 */
final class SemiLagrangianAdvection {

  private final double[] free;

  /** dt / h: cells that velocity 1 crosses in a step. */
  private final double cellsPerVelocity;

  private final PaddedFaces padded;
  private final PaddedFaces adjoint;

  SemiLagrangianAdvection(
      double cellsPerVelocity, double[] free, PaddedFaces padded, PaddedFaces adjoint) {
    this.cellsPerVelocity = cellsPerVelocity;
    this.free = free;
    this.padded = padded;
    this.adjoint = adjoint;
  }

  /** Advects one state in place. */
  void apply(double[] state) {
    padded.fill(state);
    double[] u = padded.u;
    double[] v = padded.v;
    int stride = padded.stride;
    int cells = padded.rows * padded.columns;
    for (int j = 0; j < padded.rows; j++) {
      for (int i = 0; i < padded.columns; i++) {
        int index = j * padded.columns + i;
        int at = padded.uIndex(j, i);
        double across = 0.25 * (v[at - stride] + v[at - stride + 1] + v[at] + v[at + 1]);
        state[index] =
            free[index]
                * sampleU(i + 1 - cellsPerVelocity * u[at], j + 0.5 - cellsPerVelocity * across);
        double along = 0.25 * (u[at - 1] + u[at] + u[at + stride - 1] + u[at + stride]);
        state[cells + index] =
            free[cells + index]
                * sampleV(i + 0.5 - cellsPerVelocity * along, j + 1 - cellsPerVelocity * v[at]);
      }
    }
  }

  /** The value of u at a point in cells, from the channel's lower left corner. */
  private double sampleU(double x, double y) {
    return sample(padded.u, clamp(x, padded.columns), clamp(y, padded.rows) + 0.5);
  }

  private double sampleV(double x, double y) {
    return sample(padded.v, clamp(x, padded.columns) + 0.5, clamp(y, padded.rows));
  }

  private double sample(double[] field, double column, double row) {
    int left = (int) column;
    int below = lowerRow(field, row);
    int at = below * padded.stride + left;
    double a = column - left;
    double b = row - below;
    double lower = field[at] + a * (field[at + 1] - field[at]);
    int above = at + padded.stride;
    double upper = field[above] + a * (field[above + 1] - field[above]);
    return lower + b * (upper - lower);
  }

  /** The last row that has one above it; a field's last column always has one on its right. */
  private int lowerRow(double[] field, double row) {
    return Math.min((int) row, field.length / padded.stride - 2);
  }

  /** NaN stays NaN. */
  private static double clamp(double coordinate, int extent) {
    return Math.max(0, Math.min(extent, coordinate));
  }

  /**
   * The transpose of the derivative.
   *
   * @param state what {@link #apply} would advect
   * @param cotangent of the advected state; becomes that of {@code state}
   */
  void vjp(double[] state, double[] cotangent) {
    padded.fill(state);
    adjoint.clear();
    double[] u = padded.u;
    double[] v = padded.v;
    int stride = padded.stride;
    int cells = padded.rows * padded.columns;
    for (int j = 0; j < padded.rows; j++) {
      for (int i = 0; i < padded.columns; i++) {
        int index = j * padded.columns + i;
        int at = padded.uIndex(j, i);
        double across = 0.25 * (v[at - stride] + v[at - stride + 1] + v[at] + v[at + 1]);
        double x = i + 1 - cellsPerVelocity * u[at];
        double y = j + 0.5 - cellsPerVelocity * across;
        double value = free[index] * cotangent[index];
        double column = clamp(x, padded.columns);
        double row = clamp(y, padded.rows) + 0.5;
        if (isInside(x, padded.columns)) {
          adjoint.u[at] -= cellsPerVelocity * value * slopeX(u, column, row);
        }
        if (isInside(y, padded.rows)) {
          double part = 0.25 * cellsPerVelocity * value * slopeY(u, column, row);
          adjoint.v[at - stride] -= part;
          adjoint.v[at - stride + 1] -= part;
          adjoint.v[at] -= part;
          adjoint.v[at + 1] -= part;
        }
        spread(adjoint.u, column, row, value);

        double along = 0.25 * (u[at - 1] + u[at] + u[at + stride - 1] + u[at + stride]);
        x = i + 0.5 - cellsPerVelocity * along;
        y = j + 1 - cellsPerVelocity * v[at];
        value = free[cells + index] * cotangent[cells + index];
        column = clamp(x, padded.columns) + 0.5;
        row = clamp(y, padded.rows);
        if (isInside(x, padded.columns)) {
          double part = 0.25 * cellsPerVelocity * value * slopeX(v, column, row);
          adjoint.u[at - 1] -= part;
          adjoint.u[at] -= part;
          adjoint.u[at + stride - 1] -= part;
          adjoint.u[at + stride] -= part;
        }
        if (isInside(y, padded.rows)) {
          adjoint.v[at] -= cellsPerVelocity * value * slopeY(v, column, row);
        }
        spread(adjoint.v, column, row, value);
      }
    }
    adjoint.collect(cotangent);
  }

  /** A point moved to the edge no longer depends on the velocity; NaN counts as inside. */
  private static boolean isInside(double coordinate, int extent) {
    return !(coordinate < 0 || coordinate > extent);
  }

  private double slopeX(double[] field, double column, double row) {
    int below = lowerRow(field, row);
    int at = below * padded.stride + (int) column;
    double b = row - below;
    int above = at + padded.stride;
    return (1 - b) * (field[at + 1] - field[at]) + b * (field[above + 1] - field[above]);
  }

  private double slopeY(double[] field, double column, double row) {
    int left = (int) column;
    int at = lowerRow(field, row) * padded.stride + left;
    double a = column - left;
    int above = at + padded.stride;
    return (1 - a) * (field[above] - field[at]) + a * (field[above + 1] - field[at + 1]);
  }

  /** The transpose of {@link #sample} in the field. */
  private void spread(double[] field, double column, double row, double value) {
    int left = (int) column;
    int below = lowerRow(field, row);
    int at = below * padded.stride + left;
    double a = column - left;
    double b = row - below;
    int above = at + padded.stride;
    field[at] += (1 - a) * (1 - b) * value;
    field[at + 1] += a * (1 - b) * value;
    field[above] += (1 - a) * b * value;
    field[above + 1] += a * b * value;
  }
}
