package org.unfurl.train.script;

import org.unfurl.train.layer.Reach;
import org.unfurl.train.layer.Signal;

/** How far the input's points lie from a point of the output that depends on them. */
final class Seen {

  private Seen() {}

  /**
   * The reach that a gradient shows.
   *
   * @param gradient of that point's output, (channel, y, x) of the input
   */
  static Reach from(int row, int column, Signal input, double[] gradient) {
    int rows = 0;
    int columns = 0;
    for (int i = 0; i < gradient.length; i++) {
      if (gradient[i] != 0) {
        int point = i % input.points();
        rows =
            Math.max(rows, distance(row, point / input.columns(), input.rows(), input.periodicY()));
        columns =
            Math.max(
                columns,
                distance(column, point % input.columns(), input.columns(), input.periodicX()));
      }
    }
    return 2 * columns + 2 > input.columns() ? Reach.WHOLE : new Reach(rows, columns);
  }

  private static int distance(int a, int b, int length, boolean periodic) {
    int direct = Math.abs(a - b);
    return periodic ? Math.min(direct, length - direct) : direct;
  }
}
