package org.unfurl.sim.stepper;

/**
 * Makes one frame of several steps of another stepper.
 *
 * <p>The adjoint recomputes the intermediate states and walks back over them: its memory is one
 * batch per substep, its time one step and one adjoint per substep (less one step). The scratch
 * arrays grow with the batch and are kept, so that a call of the same batch size as the one before
 * allocates nothing.
 */
public final class SubSteppedStepper implements DifferentiableStepper {

  private final DifferentiableStepper stepper;
  private final int substeps;

  /** States after substep 1, 2, … substeps − 1. */
  private final double[][] intermediate;

  /** The cotangent of every second substep; the result array holds the others. */
  private double[] other = new double[0];

  /**
   * Wraps a stepper, which nobody else should use meanwhile.
   *
   * @param stepper makes one substep
   * @param substeps in one frame, at least 1
   */
  public SubSteppedStepper(DifferentiableStepper stepper, int substeps) {
    if (substeps < 1) {
      throw new IllegalArgumentException("substeps (" + substeps + ") must be at least 1");
    }
    this.stepper = stepper;
    this.substeps = substeps;
    this.intermediate = new double[substeps - 1][0];
  }

  @Override
  public int stateSize() {
    return stepper.stateSize();
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize(), state, next);
    double[] last = computeIntermediate(state);
    stepper.step(last, next);
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(stateSize(), state, cotangent, result);
    computeIntermediate(state);
    if (other.length != state.length) {
      other = new double[state.length];
    }
    double[] incoming = cotangent;
    for (int substep = substeps - 1; substep >= 0; substep--) {
      // Substep 0 is the last to be visited and must write to the result.
      double[] outgoing = substep % 2 == 0 ? result : other;
      stepper.vjp(substep == 0 ? state : intermediate[substep - 1], incoming, outgoing);
      incoming = outgoing;
    }
  }

  @Override
  public void close() {
    stepper.close();
  }

  /**
   * Computes the states between the substeps; returns the one that the last substep starts from.
   */
  private double[] computeIntermediate(double[] state) {
    double[] last = state;
    for (int i = 0; i < intermediate.length; i++) {
      if (intermediate[i].length != state.length) {
        intermediate[i] = new double[state.length];
      }
      stepper.step(last, intermediate[i]);
      last = intermediate[i];
    }
    return last;
  }
}
