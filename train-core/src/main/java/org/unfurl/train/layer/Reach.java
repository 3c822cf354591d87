package org.unfurl.train.layer;

/**
 * How far away the points may be that a point of the output depends on, at most, on either side and
 * counted in points of the network's states: half the receptive field.
 *
 * @param rows along y
 * @param columns along x
 */
public record Reach(int rows, int columns) {

  /** A point depends on itself only. */
  public static final Reach NONE = new Reach(0, 0);

  /** A point may depend on all. */
  public static final Reach WHOLE = new Reach(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** Of both, one after the other. */
  public Reach plus(Reach other) {
    return new Reach(sum(rows, other.rows), sum(columns, other.columns));
  }

  /** Of both, side by side. */
  public Reach or(Reach other) {
    return new Reach(Math.max(rows, other.rows), Math.max(columns, other.columns));
  }

  /** Whether a point may depend on all. */
  public boolean isWhole() {
    return columns == Integer.MAX_VALUE;
  }

  private static int sum(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }
}
