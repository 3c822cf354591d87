package org.unfurl.sim.stepper;

/** Checks time steps. */
final class TimeStep {

  private TimeStep() {}

  static void check(double timeStep) {
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("timeStep (" + timeStep + ") must be positive and finite");
    }
  }
}
