package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Basis;

/**
 * A scheme of exponential time differencing, and its adjoint, on blocks of one width. {@link
 * ExponentialStepper} cuts batches into blocks.
 */
interface ExponentialScheme {

  /**
   * Advances a block by one step.
   *
   * @param u the states. Not modified.
   * @param next the states after the step, another array. Overwritten.
   */
  void step(double[] u, double[] next);

  /**
   * Computes (∂step/∂u)ᵀ λ.
   *
   * @param u the states. Not modified.
   * @param cotangent λ. Not modified.
   * @param result another array than the two others. Overwritten.
   */
  void vjp(double[] u, double[] cotangent, double[] result);

  /** Makes a scheme: precomputes its operators and allocates its scratch arrays. */
  interface Constructor {

    /**
     * The scheme for blocks of this width.
     *
     * @param linear of the equation
     * @param nonlinear of the equation, for this width
     * @param basis of the coefficients of both
     */
    ExponentialScheme create(LinearPart linear, PointwisePart nonlinear, Basis basis, int width);
  }
}
