package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.grid.PeriodicPlane;

/**
 * Exponential time differencing as in {@link ExponentialStepper}, on a plane. States are (channel,
 * y, x); those of a batch are advanced one after the other, for a plane fills the lanes of the
 * processor's vectors by itself. Once compiled, no call allocates memory that grows with the grid.
 */
public final class ExponentialPlaneStepper implements DifferentiableStepper {

  private final ExponentialScheme scheme;

  /** Scratch: a state, a cotangent, and what becomes of them. */
  private final double[] u;

  private final double[] lambda;
  private final double[] image;

  private ExponentialPlaneStepper(
      ExponentialScheme.Constructor constructor,
      PlaneEquation equation,
      PeriodicPlane grid,
      double timeStep) {
    TimeStep.check(timeStep);
    SemiDiscretePlane plane = new SemiDiscretePlane(equation, grid, timeStep);
    this.scheme = constructor.create(plane);
    this.u = plane.newFields();
    this.lambda = plane.newFields();
    this.image = plane.newFields();
  }

  /**
   * The scheme of that name.
   *
   * @param scheme one of {@link ExponentialStepper#SCHEMES}
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialPlaneStepper named(
      String scheme, PlaneEquation equation, PeriodicPlane grid, double timeStep) {
    return new ExponentialPlaneStepper(ExponentialScheme.named(scheme), equation, grid, timeStep);
  }

  /**
   * First order, one evaluation of N a step: {@link Etd1}.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialPlaneStepper etd1(
      PlaneEquation equation, PeriodicPlane grid, double timeStep) {
    return new ExponentialPlaneStepper(Etd1::new, equation, grid, timeStep);
  }

  /**
   * Second order, two evaluations of N a step: {@link EtdRk2}.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialPlaneStepper etdRk2(
      PlaneEquation equation, PeriodicPlane grid, double timeStep) {
    return new ExponentialPlaneStepper(EtdRk2::new, equation, grid, timeStep);
  }

  /**
   * Fourth order, four evaluations of N a step: {@link EtdRk4}.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialPlaneStepper etdRk4(
      PlaneEquation equation, PeriodicPlane grid, double timeStep) {
    return new ExponentialPlaneStepper(EtdRk4::new, equation, grid, timeStep);
  }

  @Override
  public int stateSize() {
    return u.length;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(u.length, state, next);
    for (int at = 0; at < state.length; at += u.length) {
      System.arraycopy(state, at, u, 0, u.length);
      scheme.step(u, image);
      System.arraycopy(image, 0, next, at, u.length);
    }
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(u.length, state, cotangent, result);
    for (int at = 0; at < state.length; at += u.length) {
      System.arraycopy(state, at, u, 0, u.length);
      System.arraycopy(cotangent, at, lambda, 0, u.length);
      scheme.vjp(u, lambda, image);
      System.arraycopy(image, 0, result, at, u.length);
    }
  }
}
