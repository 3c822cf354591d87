package org.unfurl.sim.wake;

import org.unfurl.sim.stepper.Batch;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.TimeStep;

/**
 * One step of the incompressible Navier-Stokes equations at density 1, part after part as in
 * Solver-in-the-Loop (arXiv 2007.00016): known faces set, explicit diffusion, semi-Lagrangian
 * advection (as it is or corrected, see {@link AdvectionScheme}), pressure projection. First order
 * in time.
 *
 * <p>The result is free of divergence in every cell and carries the known values. States are laid
 * out as {@link WakeGrid} says. The adjoint is that of the discrete step, piecewise exact as the
 * interpolation is piecewise smooth. Calls allocate nothing.
 */
public final class OperatorSplittingStepper implements DifferentiableStepper {

  private final WakeGrid grid;
  private final SplitStep parts;
  private final int stateSize;
  private final double[] work;
  private final double[] image;
  private final double[] pressure;

  /**
   * A stepper with the study's advection, {@link AdvectionScheme#SEMI_LAGRANGIAN}, on a grid that
   * others may share.
   *
   * @param viscosity ν, positive, in units of inflow velocity times length
   * @param timeStep positive
   */
  public OperatorSplittingStepper(WakeGrid grid, double viscosity, double timeStep) {
    this(grid, viscosity, timeStep, AdvectionScheme.SEMI_LAGRANGIAN);
  }

  /**
   * A stepper on a grid that others may share.
   *
   * @param viscosity ν, positive, in units of inflow velocity times length
   * @param timeStep positive
   */
  public OperatorSplittingStepper(
      WakeGrid grid, double viscosity, double timeStep, AdvectionScheme scheme) {
    WakeChannel.requirePositive("viscosity", viscosity);
    TimeStep.check(timeStep);
    this.grid = grid;
    this.parts = SplitStep.over(grid, viscosity, timeStep, scheme);
    this.stateSize = grid.shape().size();
    this.work = new double[stateSize];
    this.image = new double[stateSize];
    this.pressure = new double[stateSize / 2];
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize, state, next);
    for (int first = 0; first < state.length; first += stateSize) {
      diffused(state, first);
      parts.advection().apply(work);
      parts.projection().apply(work, 1, pressure);
      System.arraycopy(work, 0, next, first, stateSize);
    }
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(stateSize, state, cotangent, result);
    double[] free = grid.free();
    for (int first = 0; first < state.length; first += stateSize) {
      diffused(state, first);
      for (int k = 0; k < stateSize; k++) {
        image[k] = free[k] * cotangent[first + k];
      }
      parts.projection().apply(image, 0, pressure);
      parts.advection().vjp(work, image);
      parts.diffusion().applyTransposed(image);
      for (int k = 0; k < stateSize; k++) {
        result[first + k] = free[k] * image[k];
      }
    }
  }

  /** Leaves one state in {@link #work}, with its known faces set, after diffusion. */
  private void diffused(double[] state, int first) {
    double[] free = grid.free();
    for (int k = 0; k < stateSize; k++) {
      // A product, so that a value that is not a number is not lost.
      work[k] = free[k] * state[first + k];
    }
    parts.diffusion().apply(work);
  }
}
