package org.unfurl.sim.stepper;

/** Checks time steps. */
public final class TimeStep {

  private TimeStep() {}

  /**
   * Checks that it is positive and finite.
   *
   * @throws IllegalArgumentException otherwise
   */
  public static void check(double timeStep) {
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("timeStep (" + timeStep + ") must be positive and finite");
    }
  }
}
