package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Basis;

/**
 * Exponential time differencing for u_t = L u + N(u): the linear part is integrated exactly, the
 * nonlinear term by a Runge-Kutta scheme (Cox and Matthews 2002, J. Comput. Phys. 176, 430-455, doi
 * 10.1006/jcph.2002.6995). An equation, a grid and a scheme meet here.
 *
 * <p>A batch is cut into blocks of fields that advance side by side; how many, the {@link Basis}
 * says. The numbers of a state do not depend, in any bit, on the batch it is in. The first batch of
 * a size may allocate, later ones do not.
 */
public final class ExponentialStepper implements DifferentiableStepper {

  private final ExponentialScheme.Constructor constructor;
  private final Equation equation;
  private final LinearPart linear;
  private final Basis basis;
  private final int points;

  /** By the width of the blocks that they work on, where that has occurred. */
  private final Workspace[] workspaces;

  private ExponentialStepper(
      ExponentialScheme.Constructor constructor,
      Equation equation,
      PeriodicGrid grid,
      double timeStep) {
    this.constructor = constructor;
    this.equation = equation;
    this.points = grid.points();
    this.basis = Basis.fastest(points);
    this.linear = new LinearPart(equation, grid, timeStep, basis);
    this.workspaces = new Workspace[basis.profitableWidth() + 1];
  }

  /**
   * First order, one evaluation of N a step: {@link Etd1}.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialStepper etd1(Equation equation, PeriodicGrid grid, double timeStep) {
    return new ExponentialStepper(Etd1::new, equation, grid, timeStep);
  }

  /**
   * Second order, two evaluations of N a step: {@link EtdRk2}.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialStepper etdRk2(Equation equation, PeriodicGrid grid, double timeStep) {
    return new ExponentialStepper(EtdRk2::new, equation, grid, timeStep);
  }

  /**
   * Fourth order, four evaluations of N a step: {@link EtdRk4}.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialStepper etdRk4(Equation equation, PeriodicGrid grid, double timeStep) {
    return new ExponentialStepper(EtdRk4::new, equation, grid, timeStep);
  }

  @Override
  public int stateSize() {
    return points;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(points, state, next);
    int width = width(state.length / points);
    Workspace workspace = workspace(width);
    for (int first = 0; first * points < state.length; first += width) {
      basis.load(state, first, workspace.u);
      workspace.scheme.step(workspace.u, workspace.result);
      basis.store(workspace.result, next, first);
    }
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(points, state, cotangent, result);
    int width = width(state.length / points);
    Workspace workspace = workspace(width);
    for (int first = 0; first * points < state.length; first += width) {
      basis.load(state, first, workspace.u);
      basis.load(cotangent, first, workspace.cotangent);
      workspace.scheme.vjp(workspace.u, workspace.cotangent, workspace.result);
      basis.store(workspace.result, result, first);
    }
  }

  /** The width of the narrowest blocks that are as few as the widest would be. */
  private int width(int batch) {
    int blocks = Math.max(1, ceilDiv(batch, basis.profitableWidth()));
    return Math.max(1, ceilDiv(batch, blocks));
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private Workspace workspace(int width) {
    if (workspaces[width] == null) {
      PointwisePart nonlinear = new PointwisePart(equation.nonlinearTerm(), basis, width);
      ExponentialScheme scheme = constructor.create(linear, nonlinear, basis, width);
      int length = width * points;
      workspaces[width] =
          new Workspace(scheme, new double[length], new double[length], new double[length]);
    }
    return workspaces[width];
  }

  /** What blocks of one width need: the scheme, and the arrays between it and the batch. */
  @SuppressWarnings("ArrayRecordComponent") // scratch, never compared
  private record Workspace(
      ExponentialScheme scheme, double[] u, double[] cotangent, double[] result) {}
}
