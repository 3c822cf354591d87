package org.unfurl.sim.reference;

/**
 * A set of trajectories of equal length.
 *
 * <p>Layout of {@link #values()}: (trajectory, frame, state), row-major. The array is shared, not
 * copied (it can be hundreds of megabytes): treat it as read-only.
 *
 * @param count trajectories
 * @param frames frames in each, the first included
 * @param stateSize values per state
 * @param values count · frames · stateSize numbers
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
public record Trajectories(int count, int frames, int stateSize, double[] values) {

  /** Checks that the array has the stated shape. */
  public Trajectories {
    if (count < 1 || frames < 1 || stateSize < 1) {
      throw new IllegalArgumentException(
          "count ("
              + count
              + "), frames ("
              + frames
              + ") and stateSize ("
              + stateSize
              + ") must be positive");
    }
    if ((long) count * frames * stateSize != values.length) {
      throw new IllegalArgumentException(
          "values (length "
              + values.length
              + ") must hold count ("
              + count
              + ") x frames ("
              + frames
              + ") x stateSize ("
              + stateSize
              + ") numbers");
    }
  }

  /** Index in {@link #values()} of the first value of a state. */
  public int offset(int trajectory, int frame) {
    return Math.multiplyExact(Math.addExact(trajectory * frames, frame), stateSize);
  }
}
