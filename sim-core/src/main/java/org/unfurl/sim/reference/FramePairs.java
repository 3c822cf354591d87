package org.unfurl.sim.reference;

import java.util.Arrays;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps a few pairs of consecutive frames of an excerpt: some that are evenly spread over it, and
 * that between whose frames the state changes most. Where trajectories are padded or joined, it is
 * there. Which pairs are kept depends on the data alone.
 */
public final class FramePairs implements FrameObserver {

  /**
   * Two consecutive frames.
   *
   * @param frame of the excerpt, the earlier of the two
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody else has them
  public record Pair(int trajectory, int frame, double[] before, double[] after) {}

  private final int frames;
  private final int spread;
  private final long steps;
  private final double[] previous;
  private final SortedMap<Long, Pair> evenly = new TreeMap<>();
  private Pair largest;
  private double largestChange = Double.NEGATIVE_INFINITY;

  /**
   * None so far.
   *
   * @param excerpt what will be read, of two frames or more
   * @param stateSize values in a state
   * @param spread how many evenly spread ones, at least 1
   */
  public FramePairs(Excerpt excerpt, int stateSize, int spread) {
    this.frames = excerpt.frames();
    this.steps = (long) excerpt.trajectories() * (frames - 1);
    this.spread = (int) Math.min(spread, steps);
    this.previous = new double[stateSize];
  }

  @Override
  public void frame(int trajectory, int frame, double[] values, int offset) {
    if (frame > 0) {
      double change = 0;
      for (int i = 0; i < previous.length; i++) {
        double difference = values[offset + i] - previous[i];
        change += difference * difference;
      }
      boolean changesMost = change > largestChange;
      long step = (long) trajectory * (frames - 1) + frame - 1;
      if (changesMost || isSpread(step)) {
        double[] after = Arrays.copyOfRange(values, offset, offset + previous.length);
        Pair pair = new Pair(trajectory, frame - 1, previous.clone(), after);
        if (isSpread(step)) {
          evenly.put(step, pair);
        }
        if (changesMost) {
          largest = pair;
          largestChange = change;
        }
      }
    }
    System.arraycopy(values, offset, previous, 0, previous.length);
  }

  /** Whether the step is in the middle of one of so many equal parts. */
  private boolean isSpread(long step) {
    long part = step * spread / steps;
    return step == (2 * part + 1) * steps / (2L * spread);
  }

  /** What was kept, in the order of the excerpt. */
  public Collection<Pair> pairs() {
    SortedMap<Long, Pair> all = new TreeMap<>(evenly);
    if (largest != null) {
      all.put((long) largest.trajectory() * (frames - 1) + largest.frame(), largest);
    }
    return all.values();
  }
}
