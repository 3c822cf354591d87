package org.unfurl.train.architecture;

import java.util.Optional;
import java.util.function.IntFunction;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.layer.Signal;

/** What settings and messages ask of the points of a network. */
final class Grid {

  private Grid() {}

  /** Whether an axis has ends. */
  static boolean isBounded(StateShape states) {
    return !states.periodicX() || (states.isPlane() && !states.periodicY());
  }

  /** Whether an axis has none. */
  static boolean isPeriodic(StateShape states) {
    return states.periodicX() || (states.isPlane() && states.periodicY());
  }

  static String text(Signal signal) {
    return signal.plane()
        ? "a plane of " + signal.rows() + " x " + signal.columns() + " points"
        : "a line of " + signal.columns() + " points";
  }

  /** How often the points along every axis can be halved without remainder. */
  private static int halvings(Signal signal) {
    int alongX = Integer.numberOfTrailingZeros(signal.columns());
    return signal.plane() ? Math.min(alongX, Integer.numberOfTrailingZeros(signal.rows())) : alongX;
  }

  /**
   * Why points cannot be halved so often, and what can.
   *
   * @param setting that says how often, by its key
   * @param written what it says, for how often points are halved
   */
  static Optional<String> halvingProblem(
      String setting, IntFunction<String> written, int halvings, Signal signal) {
    int most = halvings(signal);
    return halvings <= most
        ? Optional.empty()
        : Optional.of(
            setting
                + " ("
                + written.apply(halvings)
                + ") must be at most "
                + written.apply(most)
                + " on "
                + text(signal)
                + "; take fewer, or a number of points that "
                + (halvings < Integer.SIZE - 2 ? 1 << halvings : "2^" + halvings)
                + " divides");
  }
}
