package org.unfurl.sim.gas;

/**
 * A perfect gas of constant viscosity: p = (γ − 1)(ρE − ρ(u² + v²)/2), heat flux −γ/(γ − 1) μ/Pr
 * ∇(p/ρ), no bulk viscosity.
 *
 * @param heatRatio γ, above 1
 * @param prandtl Pr, positive
 * @param viscosity μ, 0 for the Euler equations; 1 / Re where density, speed and length are 1
 */
public record Gas(double heatRatio, double prandtl, double viscosity) {

  /** Checks the numbers. */
  public Gas {
    if (!(heatRatio > 1) || Double.isInfinite(heatRatio)) {
      throw new IllegalArgumentException(
          "heatRatio (" + heatRatio + ") must be above 1 and finite");
    }
    FlowState.requirePositive("prandtl", prandtl);
    if (!(viscosity >= 0) || Double.isInfinite(viscosity)) {
      throw new IllegalArgumentException(
          "viscosity (" + viscosity + ") must not be negative, and finite");
    }
  }

  /** Air: γ = 1.4, Pr = 0.72. */
  public static Gas air(double viscosity) {
    return new Gas(1.4, 0.72, viscosity);
  }
}
