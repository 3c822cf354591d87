package org.unfurl.sim.flow;

import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.stepper.Batch;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.ExponentialPlaneStepper;

/**
 * One step of incompressible flow of density 1 under the force F sin(n y) on u, on the states of a
 * {@link PisoStepper}, but with derivatives in Fourier space: the divergence is removed, then an
 * exponential scheme advances the velocity ({@link ExponentialPlaneStepper}; what it solves, and
 * how faces and Fourier modes belong together, stands at {@link FaceMomentum}).
 *
 * <p>Of the scheme's order in time, and exact in space for fields without modes from a third of the
 * points on. Such modes feel nothing but viscosity. The mean velocity is kept and carries the flow
 * along. The result has no divergence on the grid whether the state had any or not. The advection
 * is explicit: a step that is too long for the speed gives numbers that grow and in the end are not
 * finite.
 */
public final class PseudoSpectralStepper implements DifferentiableStepper {

  private final int stateSize;
  private final Projection projection;
  private final ExponentialPlaneStepper stepper;

  /** A state without divergence. */
  private final double[] velocity;

  private final double[] lambda;
  private final double[] image;

  /**
   * Prepares the step.
   *
   * @param scheme one of {@link org.unfurl.sim.stepper.ExponentialStepper#SCHEMES}
   * @param viscosity ν, positive or zero
   * @param force F, finite
   * @param forcedWaves n, periods of the force over the height of the grid, at least 1
   * @param timeStep Δt, positive
   */
  public PseudoSpectralStepper(
      String scheme,
      StaggeredGrid grid,
      double viscosity,
      double force,
      int forcedWaves,
      double timeStep) {
    Viscosity.check(viscosity);
    if (!Double.isFinite(force)) {
      throw new IllegalArgumentException("force (" + force + ") must be finite");
    }
    if (forcedWaves < 1 || forcedWaves > grid.y().nyquistMode()) {
      throw new IllegalArgumentException(
          "forcedWaves (" + forcedWaves + ") must lie between 1 and " + grid.y().nyquistMode());
    }
    FaceMomentum equation =
        new FaceMomentum(grid, viscosity, force, grid.y().wavenumber(forcedWaves));
    this.stateSize = grid.shape().size();
    this.projection = new Projection(grid);
    this.stepper =
        ExponentialPlaneStepper.named(
            scheme, equation, new PeriodicPlane(grid.y(), grid.x()), timeStep);
    this.velocity = new double[stateSize];
    this.lambda = new double[stateSize];
    this.image = new double[stateSize];
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize, state, next);
    for (int start = 0; start < state.length; start += stateSize) {
      project(state, start);
      stepper.step(velocity, image);
      System.arraycopy(image, 0, next, start, stateSize);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The projection is its own transpose: it comes last here.
   */
  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(stateSize, state, cotangent, result);
    for (int start = 0; start < state.length; start += stateSize) {
      project(state, start);
      System.arraycopy(cotangent, start, lambda, 0, stateSize);
      stepper.vjp(velocity, lambda, image);
      projection.apply(image);
      System.arraycopy(image, 0, result, start, stateSize);
    }
  }

  private void project(double[] state, int start) {
    System.arraycopy(state, start, velocity, 0, stateSize);
    projection.apply(velocity);
  }
}
