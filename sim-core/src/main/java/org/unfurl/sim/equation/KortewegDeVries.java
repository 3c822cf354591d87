package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The Korteweg-de Vries equation u_t = −u u_x − δ u_xxx: dispersion balances steepening in
 * solitons, u = 3c sech²(½ √(c/δ) (x − c t)) for any speed c &gt; 0 (Zabusky and Kruskal 1965,
 * Phys. Rev. Lett. 15, 240, doi 10.1103/PhysRevLett.15.240). Mean, momentum ½⟨u²⟩ and energy are
 * conserved.
 *
 * @param dispersion δ, positive; length³ per time
 */
public record KortewegDeVries(double dispersion) implements Equation {

  /** Checks the dispersion. */
  public KortewegDeVries {
    Coefficients.requirePositive("dispersion", dispersion);
  }

  @Override
  public String name() {
    return "korteweg-de-vries";
  }

  @Override
  public Complex linearSymbol(double wavenumber) {
    return new Complex(0, dispersion * wavenumber * wavenumber * wavenumber);
  }

  @Override
  public NonlinearTerm nonlinearTerm() {
    return new Convection();
  }
}
