package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * N(u) = −u u_x = −½ ∂(u²)/∂x, in the second, conservative form, which cannot change the mean.
 *
 * <p>The square is formed on the points and is not dealiased, as in the study this project
 * reproduces (arXiv 2402.12971).
 */
public record Convection() implements NonlinearTerm {

  /** −½ ∂/∂x. */
  @Override
  public Complex outerSymbol(double wavenumber) {
    return new Complex(0, -0.5 * wavenumber);
  }

  /** u². */
  @Override
  public void evaluate(double[] u, double[] result) {
    for (int i = 0; i < u.length; i++) {
      result[i] = u[i] * u[i];
    }
  }

  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    for (int i = 0; i < u.length; i++) {
      result[i] = 2 * u[i] * cotangent[i];
    }
  }
}
