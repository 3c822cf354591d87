package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateSmoothingTest {

  private static final int ROWS = 5;
  private static final int COLUMNS = 7;
  private static final double EPSILON = 0.8;

  /** (1 − ε ∂_i²)(1 − ε ∂_j²) x must give b back. */
  @Test
  void solvesItsEquation() {
    double[] b = new SplittableRandom(1).doubles(4 * ROWS * COLUMNS, -1, 1).toArray();
    double[] x = b.clone();
    new RateSmoothing(ROWS, COLUMNS, EPSILON).apply(x);
    double[] back = along(across(x));
    for (int k = 0; k < b.length; k++) {
      assertEquals(b[k], back[k], 1e-14);
    }
  }

  private static double[] along(double[] x) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      int i = k % COLUMNS;
      double before = x[k - i + (i + COLUMNS - 1) % COLUMNS];
      double after = x[k - i + (i + 1) % COLUMNS];
      y[k] = x[k] - EPSILON * (before - 2 * x[k] + after);
    }
    return y;
  }

  private static double[] across(double[] x) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      int j = k / COLUMNS % ROWS;
      double below = j > 0 ? x[k - COLUMNS] : x[k];
      double above = j < ROWS - 1 ? x[k + COLUMNS] : x[k];
      y[k] = x[k] - EPSILON * (below - 2 * x[k] + above);
    }
    return y;
  }

  @Test
  void withoutEpsilonNothingHappens() {
    double[] b = new SplittableRandom(2).doubles(4 * ROWS * COLUMNS, -1, 1).toArray();
    double[] x = b.clone();
    new RateSmoothing(ROWS, COLUMNS, 0).apply(x);
    for (int k = 0; k < b.length; k++) {
      assertEquals(b[k], x[k], 0);
    }
  }
}
