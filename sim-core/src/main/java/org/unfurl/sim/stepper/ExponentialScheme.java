package org.unfurl.sim.stepper;

/**
 * A scheme of exponential time differencing, and its adjoint, on states in the layout of a {@link
 * SemiDiscreteEquation}.
 */
interface ExponentialScheme {

  /**
   * Advances states by one step.
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

    /** The scheme. */
    ExponentialScheme create(SemiDiscreteEquation equation);
  }

  /**
   * The scheme of that name.
   *
   * @throws IllegalArgumentException if it is none of {@link ExponentialStepper#SCHEMES}
   */
  static Constructor named(String scheme) {
    return switch (scheme) {
      case "etd1" -> Etd1::new;
      case "etdrk2" -> EtdRk2::new;
      case "etdrk4" -> EtdRk4::new;
      default ->
          throw new IllegalArgumentException(
              "scheme (" + scheme + ") must be one of " + ExponentialStepper.SCHEMES);
    };
  }
}
