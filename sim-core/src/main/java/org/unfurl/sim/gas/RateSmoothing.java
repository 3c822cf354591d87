package org.unfurl.sim.gas;

/**
 * Solves (1 − ε ∂_i²)(1 − ε ∂_j²) x = b on an O-grid, with second differences over the indices:
 * periodic along the rows, with level ends across them.
 *
 * <p>One instance serves one thread.
 */
final class RateSmoothing {

  private final int rows;
  private final int columns;
  private final double epsilon;

  /** Forward elimination across the rows: factor of row j. */
  private final double[] acrossFactor;

  /** Of a bounded line of the columns, without its periodic part. */
  private final double[] alongFactor;

  /** Answer of the bounded line to the corner entries, which make it periodic. */
  private final double[] corner;

  private final double cornerScale;
  private final double[] line;

  RateSmoothing(int rows, int columns, double epsilon) {
    this.rows = rows;
    this.columns = columns;
    this.epsilon = epsilon;
    this.acrossFactor = new double[rows];
    this.alongFactor = new double[columns];
    this.corner = new double[columns];
    this.line = new double[columns];
    for (int j = 0; j < rows; j++) {
      double diagonal = 1 + (j == 0 || j == rows - 1 ? 1 : 2) * epsilon;
      acrossFactor[j] = 1 / (diagonal - (j > 0 ? epsilon * epsilon * acrossFactor[j - 1] : 0));
    }
    // The periodic matrix is a bounded one plus −ε times the square of w = (1, 0, …, 0, 1), by
    // Sherman and Morrison; so the bounded one has ε more at both ends.
    for (int i = 0; i < columns; i++) {
      double diagonal = 1 + (i == 0 || i == columns - 1 ? 3 : 2) * epsilon;
      alongFactor[i] = 1 / (diagonal - (i > 0 ? epsilon * epsilon * alongFactor[i - 1] : 0));
    }
    corner[0] = 1;
    corner[columns - 1] = 1;
    solveBounded(corner);
    this.cornerScale = epsilon / (1 - epsilon * (corner[0] + corner[columns - 1]));
  }

  private void solveBounded(double[] values) {
    values[0] *= alongFactor[0];
    for (int i = 1; i < columns; i++) {
      values[i] = (values[i] + epsilon * values[i - 1]) * alongFactor[i];
    }
    for (int i = columns - 2; i >= 0; i--) {
      values[i] += epsilon * alongFactor[i] * values[i + 1];
    }
  }

  /** Replaces b by x in each of four fields, (4, rows, columns). */
  void apply(double[] rates) {
    if (epsilon == 0) {
      return;
    }
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      int field = channel * rows * columns;
      for (int j = 0; j < rows; j++) {
        System.arraycopy(rates, field + j * columns, line, 0, columns);
        solveBounded(line);
        double ends = cornerScale * (line[0] + line[columns - 1]);
        for (int i = 0; i < columns; i++) {
          rates[field + j * columns + i] = line[i] + ends * corner[i];
        }
      }
      solveAcross(rates, field);
    }
  }

  private void solveAcross(double[] rates, int field) {
    for (int j = 0; j < rows; j++) {
      int at = field + j * columns;
      double before = j > 0 ? epsilon : 0;
      int below = j > 0 ? at - columns : at;
      for (int i = 0; i < columns; i++) {
        rates[at + i] = (rates[at + i] + before * rates[below + i]) * acrossFactor[j];
      }
    }
    for (int j = rows - 2; j >= 0; j--) {
      int at = field + j * columns;
      double factor = epsilon * acrossFactor[j];
      for (int i = 0; i < columns; i++) {
        rates[at + i] += factor * rates[at + columns + i];
      }
    }
  }
}
