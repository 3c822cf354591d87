package org.unfurl.train.architecture;

import java.util.Optional;
import org.unfurl.train.layer.Signal;

/** What messages say about the points of a network. */
final class Grid {

  private Grid() {}

  static String text(Signal signal) {
    return signal.plane()
        ? "a plane of " + signal.rows() + " x " + signal.columns() + " points"
        : "a line of " + signal.columns() + " points";
  }

  /** How often the points along every axis can be halved without remainder. */
  static int halvings(Signal signal) {
    int alongX = Integer.numberOfTrailingZeros(signal.columns());
    return signal.plane() ? Math.min(alongX, Integer.numberOfTrailingZeros(signal.rows())) : alongX;
  }

  /**
   * Why points cannot be halved between so many levels of a U-Net, and what can.
   *
   * @param setting that says how many levels
   */
  static Optional<String> halvingProblem(String setting, int levels, Signal signal) {
    int halvings = levels - 1;
    int most = halvings(signal);
    return halvings <= most
        ? Optional.empty()
        : Optional.of(
            setting
                + " ("
                + levels
                + " levels) must be at most "
                + (most + 1)
                + " levels on "
                + text(signal)
                + "; take fewer, or a number of points that "
                + (halvings < Integer.SIZE - 2 ? 1 << halvings : "2^" + halvings)
                + " divides");
  }
}
