package org.unfurl.sim.stepper;

/** The stepper that leaves every state as it is: the forecast that any model has to beat. */
public final class Persistence implements DifferentiableStepper {

  private final int stateSize;

  /**
   * Persistence of states of this size.
   *
   * @param stateSize values in one state, positive
   */
  public Persistence(int stateSize) {
    if (stateSize < 1) {
      throw new IllegalArgumentException("stateSize (" + stateSize + ") must be positive");
    }
    this.stateSize = stateSize;
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize, state, next);
    System.arraycopy(state, 0, next, 0, state.length);
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(stateSize, state, cotangent, result);
    System.arraycopy(cotangent, 0, result, 0, cotangent.length);
  }
}
