package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The Korteweg-de Vries-Burgers equation u_t = −u u_x + ν u_xx − δ u_xxx: Burgers with dispersion,
 * which turns shocks into trains of waves. Its symbol is truly complex, so it shows whether a time
 * stepper keeps the imaginary parts of its coefficients.
 *
 * @param viscosity ν, positive; length² per time
 * @param dispersion δ, any finite number; length³ per time
 */
public record KdvBurgers(double viscosity, double dispersion) implements Equation {

  /** Checks both coefficients. */
  public KdvBurgers {
    Coefficients.requirePositive("viscosity", viscosity);
    Coefficients.requireFinite("dispersion", dispersion);
  }

  @Override
  public String name() {
    return "kdv-burgers";
  }

  @Override
  public Complex linearSymbol(double wavenumber) {
    double square = wavenumber * wavenumber;
    return new Complex(-viscosity * square, dispersion * square * wavenumber);
  }

  @Override
  public NonlinearTerm nonlinearTerm() {
    return new Convection();
  }
}
