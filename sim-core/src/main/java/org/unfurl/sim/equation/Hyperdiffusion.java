package org.unfurl.sim.equation;

/**
 * Hyperdiffusion, u_t = −D ∇⁴u: linear, so exponential schemes are exact.
 *
 * @param diffusivity D, positive; length⁴ per time
 */
public record Hyperdiffusion(double diffusivity) implements IsotropicEquation {

  /** Checks the coefficient. */
  public Hyperdiffusion {
    Coefficients.requirePositive("diffusivity", diffusivity);
  }

  @Override
  public String name() {
    return "hyperdiffusion";
  }

  @Override
  public double symbol(double square) {
    return -diffusivity * square * square;
  }

  @Override
  public Reaction reaction() {
    return null;
  }
}
