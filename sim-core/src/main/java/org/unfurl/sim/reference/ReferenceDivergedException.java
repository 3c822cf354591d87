package org.unfurl.sim.reference;

/**
 * The reference stepper left the finite numbers. An expected result of bad parameters, so checked.
 */
public final class ReferenceDivergedException extends Exception {

  private final int trajectory;
  private final int frame;

  /**
   * Names the first state that is not finite.
   *
   * @param trajectory its trajectory
   * @param frame its frame, counted from the initial state before the warm-up
   */
  public ReferenceDivergedException(ReferenceSpec spec, int trajectory, int frame) {
    super(
        "the reference of "
            + spec.system()
            + " at parameter "
            + spec.parameter()
            + " diverged in frame "
            + frame
            + " of trajectory "
            + trajectory);
    this.trajectory = trajectory;
    this.frame = frame;
  }

  /** The trajectory that diverged first. */
  public int trajectory() {
    return trajectory;
  }

  /** The first frame that is not finite, counted from the initial state before the warm-up. */
  public int frame() {
    return frame;
  }
}
