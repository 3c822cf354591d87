package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * Advection and diffusion, u_t = −c · ∇u + D ∇²u: linear, so exponential schemes are exact.
 *
 * @param speedX c along x, finite; length per time
 * @param speedY c along y; without meaning on a line
 * @param diffusivity D, positive; length² per time
 */
public record AdvectionDiffusion(double speedX, double speedY, double diffusivity)
    implements Equation, PlaneEquation {

  /** Checks the coefficients. */
  public AdvectionDiffusion {
    Coefficients.requireFinite("speedX", speedX);
    Coefficients.requireFinite("speedY", speedY);
    Coefficients.requirePositive("diffusivity", diffusivity);
  }

  @Override
  public String name() {
    return "advection-diffusion";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Complex linearSymbol(double wavenumber) {
    return linearSymbol(0, wavenumber, 0);
  }

  @Override
  public Complex linearSymbol(int channel, double kx, double ky) {
    return new Complex(-diffusivity * (kx * kx + ky * ky), -speedX * kx - speedY * ky);
  }

  @Override
  public NonlinearTerm nonlinearTerm() {
    return new LinearTerm();
  }

  @Override
  public PlaneTerm planeTerm() {
    return new LinearTerm();
  }
}
