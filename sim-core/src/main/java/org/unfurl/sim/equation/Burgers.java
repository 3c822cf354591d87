package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The viscous Burgers equation u_t = −u u_x + ν u_xx: waves steepen into shocks of width about ν
 * over their height, which the grid has to resolve.
 *
 * @param viscosity ν, positive; length² per time
 */
public record Burgers(double viscosity) implements Equation {

  /** Checks the viscosity. */
  public Burgers {
    Coefficients.requirePositive("viscosity", viscosity);
  }

  @Override
  public String name() {
    return "burgers";
  }

  @Override
  public Complex linearSymbol(double wavenumber) {
    return Complex.real(-viscosity * wavenumber * wavenumber);
  }

  @Override
  public NonlinearTerm nonlinearTerm() {
    return new Convection();
  }
}
