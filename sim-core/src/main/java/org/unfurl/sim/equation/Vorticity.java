package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The incompressible Navier-Stokes equations on a plane in vorticity form, ω = ∂v/∂x − ∂u/∂y:
 *
 * <pre>   ω_t = −u ω_x − v ω_y + ν ∇²ω − F n cos(n y)   </pre>
 *
 * <p>The last term is the curl of Kolmogorov's force F sin(n y) on u. The velocity follows from the
 * streamfunction, ∇²ψ = −ω, (u, v) = (ψ_y, −ψ_x), and has no mean. The advection is evaluated as
 *
 * <pre>   −u ω_x − v ω_y = (∂_yy − ∂ₓₓ)(u v) + ∂ₓ∂_y (u² − v²)   </pre>
 *
 * <p>which holds for incompressible flow and needs two products of two fields only (Basdevant 1983,
 * J. Comput. Phys. 50, 209-214, doi 10.1016/0021-9991(83)90064-5). Dealiased. Without viscosity and
 * force, energy ½⟨u² + v²⟩ and enstrophy ½⟨ω²⟩ are conserved.
 *
 * @param viscosity ν, positive; length² per time
 * @param force F, finite; length per time². 0 for a decaying flow
 * @param forcedMode n, angular wavenumber of the force, positive; without meaning if F is 0
 */
public record Vorticity(double viscosity, double force, double forcedMode)
    implements PlaneEquation {

  /** Checks the coefficients. */
  public Vorticity {
    Coefficients.requirePositive("viscosity", viscosity);
    Coefficients.requireFinite("force", force);
    Coefficients.requirePositive("forcedMode", forcedMode);
  }

  /** A decaying flow. */
  public static Vorticity unforced(double viscosity) {
    return new Vorticity(viscosity, 0, 1);
  }

  @Override
  public String name() {
    return force == 0 ? "navier-stokes-vorticity" : "kolmogorov-vorticity";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Complex linearSymbol(int channel, double kx, double ky) {
    return Complex.real(-viscosity * (kx * kx + ky * ky));
  }

  @Override
  public double source(int channel, double x, double y) {
    return -force * forcedMode * Math.cos(forcedMode * y);
  }

  @Override
  public PlaneTerm planeTerm() {
    return new Advection();
  }

  /** The advection: from ω to (u, v), and from (u v, u² − v²) to the rate of change. */
  private record Advection() implements VelocityProducts {

    @Override
    public Complex innerSymbol(int argument, int channel, double kx, double ky) {
      double square = kx * kx + ky * ky;
      if (square == 0) {
        return Complex.ZERO;
      }
      return new Complex(0, (argument == 0 ? ky : -kx) / square);
    }

    @Override
    public Complex outerSymbol(int channel, int product, double kx, double ky) {
      return Complex.real(product == 0 ? kx * kx - ky * ky : -kx * ky);
    }
  }
}
