package org.unfurl.sim.flow;

import org.unfurl.sim.stepper.Batch;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.TimeStep;

/**
 * One step of incompressible flow of density 1, ∂u/∂t + div(u u) = −grad p + ν Δu + f and div u =
 * 0, by the PISO algorithm (Issa 1986, doi 10.1016/0021-9991(86)90099-9): an implicit predictor and
 * two pressure corrections.
 *
 * <p>With M = D − H the {@link TransportMatrix} of the old velocity uⁿ and P the {@link Projection}
 * onto the velocities without divergence,
 *
 * <pre>
 *   M u* = uⁿ/Δt + f                  predictor
 *   u** = u* − grad p₁ / D  = P u*    first correction, div u** = 0
 *   uⁿ⁺¹ = u** + P H (u** − u*) / D   second correction
 * </pre>
 *
 * <p>Issa divides by the matrix's diagonal. Here that is the constant D (see {@link
 * TransportMatrix}), which therefore cancels in P, and the Poisson equations have constant
 * coefficients: they are solved exactly. <b>The state is the velocity alone.</b> The predictor has
 * no old pressure, so the corrections find the whole pressure and not its increment; what they
 * leave of the implicit equation is of third order in the step.
 *
 * <p>First order in time, second in space. The result has no divergence whether uⁿ had any or not,
 * advection and pressure conserve momentum where uⁿ has none. If the predictor cannot be solved the
 * result is NaN throughout.
 */
public final class PisoStepper implements DifferentiableStepper {

  private final int stateSize;
  private final double timeStep;
  private final double[] forcing;
  private final PisoAdjoint adjoint;
  private final TransportMatrix transport;
  private final Projection projection;

  /** uⁿ. */
  private final double[] old;

  /** u*. */
  private final double[] predicted;

  /** u**, and then u** − u*. */
  private final double[] corrected;

  private final double[] right;
  private final double[] projected;
  private final double[] solution;

  /**
   * Prepares the step.
   *
   * @param viscosity ν, positive or zero
   * @param timeStep Δt, positive
   * @param forcing f, (2, rows, columns), constant in time; copied
   * @param adjoint what {@link #vjp} computes
   */
  public PisoStepper(
      StaggeredGrid grid,
      double viscosity,
      double timeStep,
      double[] forcing,
      PisoAdjoint adjoint) {
    Viscosity.check(viscosity);
    TimeStep.check(timeStep);
    this.stateSize = grid.shape().size();
    if (forcing.length != stateSize) {
      throw new IllegalArgumentException(
          "forcing (length " + forcing.length + ") must be as long as a state, " + stateSize);
    }
    this.timeStep = timeStep;
    this.forcing = forcing.clone();
    this.adjoint = adjoint;
    this.transport = new TransportMatrix(grid, viscosity, timeStep);
    this.projection = new Projection(grid);
    this.old = new double[stateSize];
    this.predicted = new double[stateSize];
    this.corrected = new double[stateSize];
    this.right = new double[stateSize];
    this.projected = new double[stateSize];
    this.solution = new double[stateSize];
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize, state, next);
    for (int start = 0; start < state.length; start += stateSize) {
      correctOnce(state, start);
      System.arraycopy(corrected, 0, projected, 0, stateSize);
      subtract(corrected, predicted);
      transport.neighbours(corrected, right);
      projection.apply(right);
      for (int i = 0; i < stateSize; i++) {
        next[start + i] = projected[i] + right[i] / transport.diagonal();
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>P is symmetric. With μ = P λ and q = Hᵀ μ / D, the cotangent of u* is μ + P q − q, and with
   * Mᵀ s equal to that, the result is s/Δt less the gradient with respect to the advecting velocity
   * of ⟨s, N u*⟩ + ⟨μ, N (u** − u*)⟩ / D.
   */
  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(stateSize, state, cotangent, result);
    for (int start = 0; start < state.length; start += stateSize) {
      correctOnce(state, start);
      subtract(corrected, predicted);
      System.arraycopy(cotangent, start, projected, 0, stateSize);
      projection.apply(projected);
      transport.neighboursTransposed(projected, right);
      for (int i = 0; i < stateSize; i++) {
        right[i] /= transport.diagonal();
        solution[i] = right[i];
      }
      projection.apply(solution);
      for (int i = 0; i < stateSize; i++) {
        right[i] = projected[i] + solution[i] - right[i];
        solution[i] = right[i] * timeStep;
      }
      transport.solveTransposed(right, solution);
      for (int i = 0; i < stateSize; i++) {
        old[i] = solution[i] / timeStep;
      }
      if (adjoint == PisoAdjoint.EXACT) {
        transport.subtractAdvectionGradient(1, solution, predicted, old);
        transport.subtractAdvectionGradient(1 / transport.diagonal(), projected, corrected, old);
      }
      System.arraycopy(old, 0, result, start, stateSize);
    }
  }

  /** Computes u* and u**. */
  private void correctOnce(double[] state, int start) {
    System.arraycopy(state, start, old, 0, stateSize);
    transport.advectBy(old);
    for (int i = 0; i < stateSize; i++) {
      right[i] = old[i] / timeStep + forcing[i];
      predicted[i] = old[i];
    }
    transport.solve(right, predicted);
    System.arraycopy(predicted, 0, corrected, 0, stateSize);
    projection.apply(corrected);
  }

  private static void subtract(double[] from, double[] what) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= what[i];
    }
  }
}
