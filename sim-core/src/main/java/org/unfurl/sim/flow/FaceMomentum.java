package org.unfurl.sim.flow;

import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.equation.PlaneTerm;
import org.unfurl.sim.equation.VelocityProducts;
import org.unfurl.sim.spectral.Complex;

/**
 * The incompressible Navier-Stokes equations of density 1 under Kolmogorov's force F sin(n y) on u,
 * for the two velocity components as they stand on the faces of a {@link StaggeredGrid}:
 *
 * <pre>   ∂u/∂t = −P div(u u) + ν ∇²u + P f,   P = 1 − grad ∇⁻² div   </pre>
 *
 * <p><b>Face means.</b> A number of the state is the mean of a velocity component over a face,
 * which is what a {@link FaceRestriction} makes of finer velocities. In mode (kₓ, k_y) it follows
 * from the Fourier coefficients (û, v̂) on the corners of the cells, where the products are formed,
 * by a shift of half a cell along the face and a factor below one,
 *
 * <pre>
 *   face(u) = e^{iα} sin α / α · û,   α = k_y Δy / 2
 *   face(v) = e^{iβ} sin β / β · v̂,   β = kₓ Δx / 2
 * </pre>
 *
 * <p>By Gauss's theorem the outflow of every cell is then that of the continuous field: the faces
 * have no divergence exactly where kₓ û + k_y v̂ = 0.
 *
 * <p><b>Advection.</b> Gradients vanish under P, so two products are enough, u v and u² − v²:
 *
 * <pre>   −P div(u u) = −i (k_y, −kₓ) ((k_y² − kₓ²) [u v] + kₓ k_y [u² − v²]) / k²   </pre>
 *
 * <p>This is Basdevant's form of the advection of vorticity (1983, doi
 * 10.1016/0021-9991(83)90064-5), whose curl it has. Unlike a vorticity the velocity has a mean,
 * which no term changes and which carries the flow along. Dealiased: modes from a third of the
 * points on neither advect nor are advected, viscosity damps them.
 *
 * @param grid the faces
 * @param viscosity ν, length² per time
 * @param force F, length per time²
 * @param forcedMode n, angular wavenumber of the force, a multiple of 2π over the height
 */
record FaceMomentum(StaggeredGrid grid, double viscosity, double force, double forcedMode)
    implements PlaneEquation {

  /** The channel of u; the other is that of v. */
  private static final int U = 0;

  @Override
  public String name() {
    return "kolmogorov-face-velocities";
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public Complex linearSymbol(int channel, double kx, double ky) {
    return Complex.real(-viscosity * (kx * kx + ky * ky));
  }

  /** The mean of the force over the face that begins at that corner. */
  @Override
  public double source(int channel, double x, double y) {
    double half = grid.y().spacing() / 2;
    return channel == U
        ? force * ratioOfSine(forcedMode * half) * Math.sin(forcedMode * (y + half))
        : 0;
  }

  @Override
  public PlaneTerm planeTerm() {
    return new Advection(grid.x().spacing() / 2, grid.y().spacing() / 2);
  }

  private static double ratioOfSine(double angle) {
    return angle == 0 ? 1 : Math.sin(angle) / angle;
  }

  /**
   * From faces to (u, v) on corners, and from (u v, u² − v²) there to faces.
   *
   * @param halfX Δx / 2
   * @param halfY Δy / 2
   */
  private record Advection(double halfX, double halfY) implements VelocityProducts {

    @Override
    public Complex innerSymbol(int argument, int channel, double kx, double ky) {
      if (argument != channel) {
        return Complex.ZERO;
      }
      double angle = angle(channel, kx, ky);
      return new Complex(0, -angle).exp().times(1 / ratioOfSine(angle));
    }

    @Override
    public Complex outerSymbol(int channel, int product, double kx, double ky) {
      double square = kx * kx + ky * ky;
      if (square == 0) {
        return Complex.ZERO;
      }
      double across = channel == U ? ky : -kx;
      double stress = product == 0 ? ky * ky - kx * kx : kx * ky;
      double angle = angle(channel, kx, ky);
      return new Complex(0, angle)
          .exp()
          .times(new Complex(0, -across * stress / square * ratioOfSine(angle)));
    }

    /** Half the phase from one end of a face to the other. */
    private double angle(int channel, double kx, double ky) {
      return channel == U ? ky * halfY : kx * halfX;
    }
  }
}
