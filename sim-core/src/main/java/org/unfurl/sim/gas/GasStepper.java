package org.unfurl.sim.gas;

import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.stepper.Batch;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.TimeStep;

/**
 * One frame of plane compressible viscous flow: equal substeps of the strong-stability-preserving
 * Runge-Kutta method of third order (Shu and Osher 1988, doi 10.1016/0021-9991(88)90177-5), second
 * order in space (flux by Roe, MUSCL reconstruction with a smooth limiter, central viscous fluxes).
 *
 * <p>A state is (ρ, ρu, ρv, ρE), each (rows, columns). The number of substeps does not depend on
 * the state, so the adjoint is that of the very step. A state that comes to have a density or a
 * pressure that is not positive has no future: all its values become NaN, and so does its
 * cotangent; the others of the batch do not notice.
 *
 * <p>The adjoint recomputes the step of one batch member at a time and keeps what its stages start
 * from: three states per substep.
 */
public final class GasStepper implements DifferentiableStepper {

  private final NavierStokesResidual residual;
  private final int stateSize;
  private final int substeps;

  /** Of a substep. */
  private final double timeStep;

  private final double[] rates;
  private final double[] first;
  private final double[] second;
  private final double[] current;
  private final double[] stageBar;
  private final double[] ratesBar;
  private final double[] currentBar;

  /**
   * States that the three stages of every substep start from, (substep, stage, state); empty until
   * the first {@link #vjp}.
   */
  private double[][][] stages = new double[0][][];

  /**
   * A stepper on a grid that others may share.
   *
   * @param freeStream what is beyond {@link Boundary#FAR_FIELD}
   * @param frame the time that a step covers
   * @param substeps in one frame, at least 1; {@link #stableSubsteps} suggests a number
   */
  public GasStepper(
      CurvilinearGrid grid,
      Boundaries boundaries,
      Gas gas,
      FlowState freeStream,
      double frame,
      int substeps) {
    TimeStep.check(frame);
    if (substeps < 1) {
      throw new IllegalArgumentException("substeps (" + substeps + ") must be at least 1");
    }
    this.residual = new NavierStokesResidual(grid, boundaries, gas, freeStream);
    this.stateSize = residual.stateSize();
    this.substeps = substeps;
    this.timeStep = frame / substeps;
    this.rates = new double[stateSize];
    this.first = new double[stateSize];
    this.second = new double[stateSize];
    this.current = new double[stateSize];
    this.stageBar = new double[stateSize];
    this.ratesBar = new double[stateSize];
    this.currentBar = new double[stateSize];
  }

  /** What states on a grid of that many cells look like. */
  public static StateShape shape(int rows, int columns, Boundaries boundaries) {
    return new StateShape(
        FlowState.CHANNELS,
        rows,
        columns,
        boundaries.firstRow() == Boundary.PERIODIC,
        boundaries.firstColumn() == Boundary.PERIODIC);
  }

  /**
   * The least number of substeps per frame that keeps a flow at the given Courant number.
   *
   * @param flow the uniform flow whose speeds count
   * @param courant up to about 1: substep over the stable step of the cell that has the smallest
   */
  public static int stableSubsteps(
      CurvilinearGrid grid,
      Boundaries boundaries,
      Gas gas,
      FlowState flow,
      double frame,
      double courant) {
    TimeStep.check(frame);
    FlowState.requirePositive("courant", courant);
    NavierStokesResidual residual = new NavierStokesResidual(grid, boundaries, gas, flow);
    double[] steps = new double[grid.cells()];
    residual.stableSteps(flow.uniform(grid.cells(), gas), 0, steps);
    double smallest = Double.POSITIVE_INFINITY;
    for (double step : steps) {
      smallest = Math.min(smallest, step);
    }
    return Math.max(1, Math.toIntExact((long) Math.ceil(frame / (courant * smallest))));
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize, state, next);
    for (int member = 0; member < state.length; member += stateSize) {
      System.arraycopy(state, member, current, 0, stateSize);
      for (int substep = 0; substep < substeps; substep++) {
        computeStages(current, first, second);
        advance(current, second, current);
      }
      System.arraycopy(current, 0, next, member, stateSize);
    }
  }

  /** The states that the second and the third stage start from. */
  private void computeStages(double[] start, double[] first, double[] second) {
    residual.residual(start, 0, rates);
    for (int k = 0; k < stateSize; k++) {
      first[k] = start[k] + timeStep * rates[k];
    }
    residual.residual(first, 0, rates);
    for (int k = 0; k < stateSize; k++) {
      second[k] = 0.75 * start[k] + 0.25 * (first[k] + timeStep * rates[k]);
    }
  }

  /** The last stage; {@code end} may be {@code start}. */
  private void advance(double[] start, double[] second, double[] end) {
    residual.residual(second, 0, rates);
    for (int k = 0; k < stateSize; k++) {
      end[k] = start[k] / 3 + 2.0 / 3 * (second[k] + timeStep * rates[k]);
    }
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(stateSize, state, cotangent, result);
    if (stages.length == 0) {
      stages = new double[substeps][3][stateSize];
    }
    for (int member = 0; member < state.length; member += stateSize) {
      System.arraycopy(state, member, stages[0][0], 0, stateSize);
      for (int substep = 0; substep < substeps; substep++) {
        double[][] stage = stages[substep];
        computeStages(stage[0], stage[1], stage[2]);
        if (substep + 1 < substeps) {
          advance(stage[0], stage[2], stages[substep + 1][0]);
        }
      }
      System.arraycopy(cotangent, member, currentBar, 0, stateSize);
      for (int substep = substeps - 1; substep >= 0; substep--) {
        goBack(stages[substep]);
      }
      System.arraycopy(currentBar, 0, result, member, stateSize);
    }
  }

  /** Takes {@link #currentBar} from the end of a substep to its start. */
  private void goBack(double[][] stage) {
    for (int k = 0; k < stateSize; k++) {
      stageBar[k] = 2.0 / 3 * currentBar[k];
      ratesBar[k] = timeStep * stageBar[k];
    }
    residual.addVjp(stage[2], 0, ratesBar, stageBar);
    for (int k = 0; k < stateSize; k++) {
      currentBar[k] = currentBar[k] / 3 + 0.75 * stageBar[k];
      stageBar[k] *= 0.25;
      ratesBar[k] = timeStep * stageBar[k];
    }
    residual.addVjp(stage[1], 0, ratesBar, stageBar);
    for (int k = 0; k < stateSize; k++) {
      currentBar[k] += stageBar[k];
      ratesBar[k] = timeStep * stageBar[k];
    }
    residual.addVjp(stage[0], 0, ratesBar, currentBar);
  }
}
