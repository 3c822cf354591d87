package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The Kuramoto-Sivashinsky equation u_t = −u u_x − u_xx − u_xxxx: long waves (k &lt; 1) grow, short
 * ones decay, convection carries energy from the first to the second. Chaotic from lengths of about
 * 20 on; u is of order one and the mean is conserved.
 */
public record KuramotoSivashinsky() implements Equation {

  @Override
  public String name() {
    return "kuramoto-sivashinsky";
  }

  @Override
  public Complex linearSymbol(double wavenumber) {
    double square = wavenumber * wavenumber;
    return Complex.real(square - square * square);
  }

  @Override
  public NonlinearTerm nonlinearTerm() {
    return new Convection();
  }
}
