package org.unfurl.sweep.file;

import java.io.IOException;
import org.unfurl.sim.reference.FrameObserver;
import org.unfurl.sim.reference.Magnitude;

/** Refuses test trajectories that no error can be related to. */
final class ScorableTrajectories implements FrameObserver {

  private final int errorHorizon;
  private final int stateSize;
  private Magnitude magnitude = new Magnitude(0);

  /**
   * None so far.
   *
   * @param errorHorizon frames after the first that the relative error is averaged over
   * @param stateSize values in a state
   */
  ScorableTrajectories(int errorHorizon, int stateSize) {
    this.errorHorizon = errorHorizon;
    this.stateSize = stateSize;
  }

  @Override
  public void frame(int trajectory, int frame, double[] values, int offset) throws IOException {
    Magnitude ofFrame = Magnitude.of(values, offset, offset + stateSize);
    magnitude = frame == 0 ? ofFrame : magnitude.and(ofFrame);
    if (frame == errorHorizon && magnitude.isTooSmall()) {
      throw new IOException(
          "trajectory "
              + trajectory
              + ", counted from 0, must not be zero in all of its first "
              + (errorHorizon + 1)
              + " frames (largest value "
              + magnitude.largest()
              + "), which the relative error is divided by; leave it out");
    }
  }
}
