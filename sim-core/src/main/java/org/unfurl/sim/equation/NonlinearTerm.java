package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The nonlinear term of an equation, N(u) = D q(u): a function q of the values at a point, and a
 * linear operator D behind it, given by its symbol like the linear part of the equation. A reaction
 * has D = 1; a conservation law has a derivative there.
 *
 * <p>The two are kept apart because time steps apply functions of the linear part to N(u), and
 * these can be multiplied with D once and for all. A term is data like the equation that it belongs
 * to: stateless, without a grid.
 */
public interface NonlinearTerm {

  /**
   * The symbol of D; the rules are those of {@link Equation#linearSymbol}.
   *
   * @param wavenumber angular, k ≥ 0
   */
  Complex outerSymbol(double wavenumber);

  /**
   * Evaluates q(u), point by point.
   *
   * @param u values at any number of points. Not modified.
   * @param result as many, another array. Overwritten.
   */
  void evaluate(double[] u, double[] result);

  /**
   * Computes (∂q/∂u)ᵀ λ at u, point by point.
   *
   * @param u values at any number of points. Not modified.
   * @param cotangent λ, as many. Not modified.
   * @param result as many, may be {@code cotangent}. Overwritten.
   */
  void vjp(double[] u, double[] cotangent, double[] result);
}
