package org.unfurl.sim.reference;

/**
 * How far one reference data set has come. Everything that the frames after this one depend on:
 * steppers have no memory of the steps before.
 *
 * @param frame counted from the initial state before the warm-up
 * @param state the states of all trajectories in this frame, on the reference's grid: (trajectory,
 *     state). Shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
public record ReferenceState(int frame, double[] state) {

  /** Checks the frame. */
  public ReferenceState {
    if (frame < 0) {
      throw new IllegalArgumentException("frame (" + frame + ") must be at least 0");
    }
  }
}
