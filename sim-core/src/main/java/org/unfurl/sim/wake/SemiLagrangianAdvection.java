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
final class SemiLagrangianAdvection implements Advection {

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

  @Override
  public void apply(double[] state) {
    padded.fill(state);
    carry(padded, padded, state);
  }

  /**
   * Carries any pair of face fields, not only the velocity.
   *
   * @param velocity what carries, filled
   * @param field what is carried, filled
   * @param result overwritten; 0 on known faces
   */
  void carry(PaddedFaces velocity, PaddedFaces field, double[] result) {
    double[] u = velocity.u;
    double[] v = velocity.v;
    int stride = velocity.stride;
    int cells = velocity.rows * velocity.columns;
    for (int j = 0; j < velocity.rows; j++) {
      for (int i = 0; i < velocity.columns; i++) {
        int index = j * velocity.columns + i;
        int at = velocity.uIndex(j, i);
        double across = 0.25 * (v[at - stride] + v[at - stride + 1] + v[at] + v[at + 1]);
        result[index] =
            free[index]
                * sampleU(
                    field, i + 1 - cellsPerVelocity * u[at], j + 0.5 - cellsPerVelocity * across);
        double along = 0.25 * (u[at - 1] + u[at] + u[at + stride - 1] + u[at + stride]);
        result[cells + index] =
            free[cells + index]
                * sampleV(
                    field, i + 0.5 - cellsPerVelocity * along, j + 1 - cellsPerVelocity * v[at]);
      }
    }
  }

  /** The value of u at a point in cells, from the channel's lower left corner. */
  private double sampleU(PaddedFaces field, double x, double y) {
    return sample(field.u, clamp(x, field.columns), clamp(y, field.rows) + 0.5);
  }

  private double sampleV(PaddedFaces field, double x, double y) {
    return sample(field.v, clamp(x, field.columns) + 0.5, clamp(y, field.rows));
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

  @Override
  public void vjp(double[] state, double[] cotangent) {
    padded.fill(state);
    adjoint.clear();
    carryTransposed(padded, padded, cotangent, adjoint, adjoint);
    adjoint.collect(cotangent);
  }

  /**
   * The transpose of {@link #carry}'s derivative, in the velocity and in the field.
   *
   * @param cotangent of the result. Not modified.
   * @param ofVelocity cotangent of the velocity, added to
   * @param ofField cotangent of the field, added to; may be {@code ofVelocity}
   */
  void carryTransposed(
      PaddedFaces velocity,
      PaddedFaces field,
      double[] cotangent,
      PaddedFaces ofVelocity,
      PaddedFaces ofField) {
    double[] u = velocity.u;
    double[] v = velocity.v;
    int columns = velocity.columns;
    int rows = velocity.rows;
    int stride = velocity.stride;
    int cells = rows * columns;
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int index = j * columns + i;
        int at = velocity.uIndex(j, i);
        double across = 0.25 * (v[at - stride] + v[at - stride + 1] + v[at] + v[at + 1]);
        double x = i + 1 - cellsPerVelocity * u[at];
        double y = j + 0.5 - cellsPerVelocity * across;
        double value = free[index] * cotangent[index];
        double column = clamp(x, columns);
        double row = clamp(y, rows) + 0.5;
        if (isInside(x, columns)) {
          ofVelocity.u[at] -= cellsPerVelocity * value * slopeX(field.u, column, row);
        }
        if (isInside(y, rows)) {
          double part = 0.25 * cellsPerVelocity * value * slopeY(field.u, column, row);
          ofVelocity.v[at - stride] -= part;
          ofVelocity.v[at - stride + 1] -= part;
          ofVelocity.v[at] -= part;
          ofVelocity.v[at + 1] -= part;
        }
        spread(ofField.u, column, row, value);

        double along = 0.25 * (u[at - 1] + u[at] + u[at + stride - 1] + u[at + stride]);
        x = i + 0.5 - cellsPerVelocity * along;
        y = j + 1 - cellsPerVelocity * v[at];
        value = free[cells + index] * cotangent[cells + index];
        column = clamp(x, columns) + 0.5;
        row = clamp(y, rows);
        if (isInside(x, columns)) {
          double part = 0.25 * cellsPerVelocity * value * slopeX(field.v, column, row);
          ofVelocity.u[at - 1] -= part;
          ofVelocity.u[at] -= part;
          ofVelocity.u[at + stride - 1] -= part;
          ofVelocity.u[at + stride] -= part;
        }
        if (isInside(y, rows)) {
          ofVelocity.v[at] -= cellsPerVelocity * value * slopeY(field.v, column, row);
        }
        spread(ofField.v, column, row, value);
      }
    }
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
