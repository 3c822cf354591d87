package org.unfurl.sim.reference;

import java.io.IOException;

/** Looks at the frames of an {@link Excerpt} while they are read: trajectory by trajectory. */
public interface FrameObserver {

  /** Looks away. */
  FrameObserver NONE = (trajectory, frame, values, offset) -> {};

  /**
   * Told of the next frame.
   *
   * @param frame of the excerpt, from 0 in every trajectory
   * @param values holds the state; valid during the call, not to be modified
   * @param offset where in it the state begins
   * @throws IOException if the file will not do; its message says what would mend it
   */
  void frame(int trajectory, int frame, double[] values, int offset) throws IOException;
}
