package org.unfurl.sim.wake;

/**
 * Moves a velocity along itself for one step. Known faces come out as 0. An instance keeps scratch
 * arrays and serves one thread.
 */
interface Advection {

  /** Advects one state in place. */
  void apply(double[] state);

  /**
   * The transpose of the derivative.
   *
   * @param state what {@link #apply} would advect. Not modified.
   * @param cotangent of the advected state; becomes that of {@code state}
   */
  void vjp(double[] state, double[] cotangent);
}
