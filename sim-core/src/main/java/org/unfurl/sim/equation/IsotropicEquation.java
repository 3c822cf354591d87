package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * An equation u_t = L u + R(u) for one field that looks the same in every direction: L is a
 * polynomial of the Laplacian, R a reaction. It can be solved on a line and on a plane.
 */
public interface IsotropicEquation extends Equation, PlaneEquation {

  @Override
  String name();

  /**
   * The symbol of L.
   *
   * @param square |k|², at least 0; that of −∇²
   */
  double symbol(double square);

  /** R, or null for none. */
  Reaction reaction();

  @Override
  default int channels() {
    return 1;
  }

  @Override
  default Complex linearSymbol(double wavenumber) {
    return Complex.real(symbol(wavenumber * wavenumber));
  }

  @Override
  default Complex linearSymbol(int channel, double kx, double ky) {
    return Complex.real(symbol(kx * kx + ky * ky));
  }

  @Override
  default NonlinearTerm nonlinearTerm() {
    return reaction() == null ? new LinearTerm() : new ReactionTerm(reaction());
  }

  @Override
  default PlaneTerm planeTerm() {
    return reaction() == null ? new LinearTerm() : new ReactionTerm(reaction());
  }
}
