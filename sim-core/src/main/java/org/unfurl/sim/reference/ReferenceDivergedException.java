package org.unfurl.sim.reference;

/**
 * The reference stepper left the numbers that can be computed with, or gave states that no rollout
 * can be scored against, see {@link Magnitude}. An expected result of bad parameters, so checked.
 */
public final class ReferenceDivergedException extends Exception {

  private final int trajectory;
  private final int frame;

  /**
   * Names the first state that is not finite, or so large that its squares are not.
   *
   * @param trajectory its trajectory
   * @param frame its frame, counted from the initial state before the warm-up
   */
  public ReferenceDivergedException(ReferenceSpec spec, int trajectory, int frame) {
    this(spec, "diverged in frame " + frame + " of trajectory " + trajectory, trajectory, frame);
  }

  private ReferenceDivergedException(ReferenceSpec spec, String what, int trajectory, int frame) {
    super("the reference of " + spec.system() + " at parameter " + spec.parameter() + " " + what);
    this.trajectory = trajectory;
    this.frame = frame;
  }

  /** Names a trajectory that is zero from the first recorded frame on. */
  static ReferenceDivergedException zero(ReferenceSpec spec, int trajectory, int frame) {
    return new ReferenceDivergedException(
        spec,
        "is zero in the first two recorded frames of trajectory "
            + trajectory
            + ", so that no relative error exists; give the "
            + spec.split().word()
            + " split initial states that move",
        trajectory,
        frame);
  }

  /** The trajectory that diverged first. */
  public int trajectory() {
    return trajectory;
  }

  /** The frame that is named, counted from the initial state before the warm-up. */
  public int frame() {
    return frame;
  }
}
