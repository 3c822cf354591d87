package org.unfurl.sim.equation;

/**
 * The nonlinear term N of an equation on a grid, with its adjoint. Takes fields, since products are
 * formed there, and gives spectra, since that is where time steps add it to the rest; both are laid
 * out as {@link org.unfurl.sim.spectral.RealFourierTransform} states.
 *
 * <p>One instance serves one thread at a time.
 */
public interface NonlinearTerm {

  /**
   * Evaluates N(u).
   *
   * @param field holds u from index {@code offset} on. Not modified.
   * @param offset first index of u
   * @param result the spectrum of N(u). Overwritten.
   */
  void evaluate(double[] field, int offset, double[] result);

  /**
   * Computes (∂N/∂u)ᵀ λ at u.
   *
   * @param field holds u from index {@code offset} on. Not modified.
   * @param offset first index of u
   * @param cotangent the spectrum of λ, which is a real field. Not modified.
   * @param result a field of its own, from index 0 on. Overwritten.
   */
  void vjp(double[] field, int offset, double[] cotangent, double[] result);
}
