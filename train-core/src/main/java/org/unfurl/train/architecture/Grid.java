package org.unfurl.train.architecture;

import org.unfurl.train.layer.Signal;

/** How messages call the points of a network. */
final class Grid {

  private Grid() {}

  static String text(Signal signal) {
    return signal.plane()
        ? "a plane of " + signal.rows() + " x " + signal.columns() + " points"
        : "a line of " + signal.columns() + " points";
  }
}
