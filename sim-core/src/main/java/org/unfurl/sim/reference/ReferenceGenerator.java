package org.unfurl.sim.reference;

/** Makes reference data: initial states, warm-up, recorded frames. */
public final class ReferenceGenerator {

  private ReferenceGenerator() {}

  /**
   * Runs the reference stepper of the spec's system.
   *
   * @throws ReferenceDivergedException if a state stops being finite
   */
  public static Trajectories generate(ReferenceSpec spec) throws ReferenceDivergedException {
    throw new UnsupportedOperationException("skeleton");
  }
}
