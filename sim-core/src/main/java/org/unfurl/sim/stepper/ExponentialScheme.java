package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * A scheme of exponential time differencing, and its adjoint, on blocks of fields ({@link
 * org.unfurl.sim.spectral.Lanes}). {@link ExponentialStepper} cuts batches into blocks.
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
     * The scheme.
     *
     * @param linear of the equation
     * @param nonlinear of the equation
     * @param transform of both
     */
    ExponentialScheme create(
        LinearPart linear, PointwisePart nonlinear, RealFourierTransform transform);
  }
}
