package org.unfurl.sim.verification;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;

/** States for experiments and tests: how they are made, advanced, moved and compared. */
public final class States {

  private States() {}

  /** The values of a function on the points of a line. */
  public static double[] onLine(PeriodicGrid grid, DoubleUnaryOperator function) {
    double[] values = new double[grid.points()];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(i * grid.spacing());
    }
    return values;
  }

  /** The values of a function of (x, y) on the points of a plane. */
  public static double[] onPlane(PeriodicPlane grid, DoubleBinaryOperator function) {
    double[] values = new double[grid.points()];
    int i = 0;
    for (int y = 0; y < grid.y().points(); y++) {
      for (int x = 0; x < grid.x().points(); x++) {
        values[i++] = function.applyAsDouble(x * grid.x().spacing(), y * grid.y().spacing());
      }
    }
    return values;
  }

  /**
   * A few smooth waves of up to two periods in 2π, others in every channel: around 0.5 where there
   * are several channels, around 0 where there is one.
   *
   * @param amplitude twice that of the largest wave
   */
  public static double[] waves(PeriodicPlane grid, int channels, double amplitude) {
    double[] states = new double[channels * grid.points()];
    for (int channel = 0; channel < channels; channel++) {
      double phase = 1.3 * channel;
      double mean = channels == 1 ? 0 : 0.5;
      double[] values =
          onPlane(
              grid,
              (x, y) ->
                  mean
                      + amplitude * 0.5 * Math.cos(x + 0.4 + phase)
                      + amplitude * 0.4 * Math.cos(y - x + 2.1 - phase)
                      + amplitude * 0.3 * Math.sin(2 * x + y + 0.9 * phase)
                      + amplitude * 0.2 * Math.sin(x - 2 * y + 1.7));
      System.arraycopy(values, 0, states, channel * grid.points(), values.length);
    }
    return states;
  }

  /** Values uniform in (−1, 1), the same for the same purpose. */
  public static double[] random(int size, String purpose) {
    return new Seed(9).derive(purpose).generator().doubles(size, -1, 1).toArray();
  }

  /** What the state becomes in so many steps; it is not modified itself. */
  public static double[] advanced(Stepper stepper, double[] state, int steps) {
    double[] u = state.clone();
    double[] next = new double[u.length];
    for (int step = 0; step < steps; step++) {
      stepper.step(u, next);
      double[] previous = u;
      u = next;
      next = previous;
    }
    return u;
  }

  /** u + factor · direction. */
  public static double[] moved(double[] u, double factor, double[] direction) {
    double[] result = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      result[i] = u[i] + factor * direction[i];
    }
    return result;
  }

  /** ⟨a, b⟩. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The root of the mean square of a − b. */
  public static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }

  /** The largest |a − b|; not a number if one of them is not. */
  public static double largestDifference(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
