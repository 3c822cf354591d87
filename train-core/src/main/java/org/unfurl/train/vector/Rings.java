package org.unfurl.train.vector;

import java.util.Arrays;

/**
 * How groups of states of a periodic line of n points lie in memory. As many states as a vector has
 * lanes make a <b>ring</b>, (position, lane), with positions from −1 to 4 · tiles, so that every
 * tile of {@link MinimalFiltering} finds its inputs side by side. Those outside 0 … n − 1, the
 * <b>halo</b>, repeat the others. A group is one or more rings, (channel, ring, position, lane).
 */
public final class Rings {

  private static final int LANES = Lanes.COUNT;

  private final int points;
  private final int rings;
  private final int tiles;

  /**
   * Groups of the states of so many points.
   *
   * @param points n, at least 1
   * @param states in a group, at least 1; rounded up to whole rings
   */
  public Rings(int points, int states) {
    if (points < 1) {
      throw new IllegalArgumentException("points (" + points + ") must be at least 1");
    }
    if (states < 1) {
      throw new IllegalArgumentException("states (" + states + ") must be at least 1");
    }
    this.points = points;
    this.rings = ceilDiv(states, LANES);
    this.tiles = ceilDiv(points, MinimalFiltering.OUTPUTS);
  }

  static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** n. */
  public int points() {
    return points;
  }

  /** States in a group. */
  public int states() {
    return rings * LANES;
  }

  /** Numbers of one channel of a group, halos included. */
  public int row() {
    return rings * ring();
  }

  /** Rings in a group. */
  int rings() {
    return rings;
  }

  /** Numbers of one ring, halo included. */
  int ring() {
    return (tiles * MinimalFiltering.OUTPUTS + 2) * LANES;
  }

  /** Tiles of one ring. */
  int tiles() {
    return tiles;
  }

  /** Tiles of one channel of a group, in whole column blocks of {@link Products}. */
  int paddedTiles() {
    return ceilDiv(rings * tiles, Products.COLUMN_VECTORS) * Products.COLUMN_VECTORS;
  }

  /** Numbers of the values of one ring's tiles. */
  int ringValues() {
    return tiles * MinimalFiltering.VALUES * LANES;
  }

  /**
   * Numbers of the values of one channel's tiles, and a vector of nothing: without it the rows of
   * many channels would fall on the same few lines of a cache.
   */
  int rowValues() {
    return (paddedTiles() * MinimalFiltering.VALUES + 1) * LANES;
  }

  /**
   * Takes a group out of a batch. The halos and lanes beyond the batch's end become zero.
   *
   * @param batch (state, channel, point). Not modified.
   * @param first number of the group's first state in the batch
   * @param group takes the channels. Overwritten.
   */
  public void load(double[] batch, int channels, int first, float[] group, int to) {
    Arrays.fill(group, to, to + channels * row(), 0);
    int stateSize = channels * points;
    int filled = Math.min(states(), batch.length / stateSize - first);
    for (int channel = 0; channel < channels; channel++) {
      for (int state = 0; state < filled; state++) {
        int from = (first + state) * stateSize + channel * points;
        int at = to + channel * row() + firstPoint(state);
        for (int point = 0; point < points; point++) {
          group[at + point * LANES] = (float) batch[from + point];
        }
      }
    }
  }

  /**
   * Puts a group back into a batch; the inverse of {@link #load}.
   *
   * @param group the channels. Not modified.
   * @param batch (state, channel, point). Modified.
   * @param first number of the group's first state in the batch
   */
  public void store(float[] group, int from, int channels, double[] batch, int first) {
    int stateSize = channels * points;
    int filled = Math.min(states(), batch.length / stateSize - first);
    for (int channel = 0; channel < channels; channel++) {
      for (int state = 0; state < filled; state++) {
        int to = (first + state) * stateSize + channel * points;
        int at = from + channel * row() + firstPoint(state);
        for (int point = 0; point < points; point++) {
          batch[to + point] = group[at + point * LANES];
        }
      }
    }
  }

  /** Where the first point of a state of a group stands in a row. */
  private int firstPoint(int state) {
    return state / LANES * ring() + LANES + state % LANES;
  }

  /** Makes the halos repeat the points. */
  public void repeat(float[] group, int from, int channels) {
    for (int ring = from; ring < from + channels * row(); ring += ring()) {
      System.arraycopy(group, ring + points * LANES, group, ring, LANES);
      for (int position = points; position <= tiles * MinimalFiltering.OUTPUTS; position++) {
        int original = ring + (position % points + 1) * LANES;
        System.arraycopy(group, original, group, ring + (position + 1) * LANES, LANES);
      }
    }
  }

  /** The transpose of {@link #repeat}: adds the halos to what they repeat, and makes them zero. */
  void gather(float[] group, int from, int channels) {
    for (int ring = from; ring < from + channels * row(); ring += ring()) {
      move(group, ring, ring + points * LANES);
      for (int position = points; position <= tiles * MinimalFiltering.OUTPUTS; position++) {
        move(group, ring + (position + 1) * LANES, ring + (position % points + 1) * LANES);
      }
    }
  }

  private static void move(float[] group, int from, int to) {
    Lanes.load(group, to).add(Lanes.load(group, from)).intoArray(group, to);
    Lanes.all(0).intoArray(group, from);
  }
}
