package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * A partial differential equation u_t = L u + N(u) for one field on a periodic interval: the linear
 * part as a symbol in Fourier space, and the nonlinear term. It is data and knows nothing of time
 * stepping; stepper and equation meet in the stepper's constructor.
 */
public interface Equation {

  /** The name in messages and tables, kebab-case. */
  String name();

  /**
   * The symbol of L: L exp(ikx) = linearSymbol(k) exp(ikx). A d-th derivative contributes (ik)ᵈ.
   *
   * <p>At the Nyquist mode of a grid only the real part is used, since the points cannot tell
   * exp(ikx) from exp(−ikx) there and odd derivatives vanish.
   *
   * @param wavenumber angular, k ≥ 0; the symbol of a real equation at −k is the complex conjugate
   */
  Complex linearSymbol(double wavenumber);

  /** N. */
  NonlinearTerm nonlinearTerm();
}
