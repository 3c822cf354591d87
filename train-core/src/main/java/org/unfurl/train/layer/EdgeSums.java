package org.unfurl.train.layer;

/** What the edges that end in a point of the grid graph add up to. */
final class EdgeSums {

  private EdgeSums() {}

  /**
   * How many edges there are, the sum of their directions along x, and along y.
   *
   * @see Edges#mean
   */
  static int[] of(Signal signal, int point, boolean diagonal, boolean byIndex) {
    int row = point / signal.columns();
    int column = point % signal.columns();
    int[] sums = new int[3];
    int far = signal.plane() ? 1 : 0;
    for (int down = -far; down <= far; down++) {
      for (int right = -1; right <= 1; right++) {
        boolean neighbours = diagonal || down == 0 || right == 0;
        if (neighbours
            && exists(row + down, signal.rows(), signal.periodicY())
            && exists(column + right, signal.columns(), signal.periodicX())) {
          sums[0]++;
          sums[1] += byIndex ? signByIndex(column, right, signal.columns()) : right;
          sums[2] += byIndex ? signByIndex(row, down, signal.rows()) : down;
        }
      }
    }
    return sums;
  }

  private static boolean exists(int index, int length, boolean periodic) {
    return periodic || (index >= 0 && index < length);
  }

  private static int signByIndex(int index, int step, int length) {
    return Integer.signum(Math.floorMod(index + step, length) - index);
  }
}
