package org.unfurl.sim.stepper;

import java.util.List;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Lanes;

/**
 * Exponential time differencing for u_t = L u + N(u) on a line: the linear part is integrated
 * exactly, the nonlinear term by a Runge-Kutta scheme (Cox and Matthews 2002, J. Comput. Phys. 176,
 * 430-455, doi 10.1006/jcph.2002.6995). An equation, a grid and a scheme meet here.
 *
 * <p>A batch is cut into blocks of fields that advance side by side, in the lanes of the
 * processor's vectors ({@link Lanes}). The numbers of a state do not depend, in any bit, on the
 * batch it is in. Once compiled, no call allocates memory.
 */
public final class ExponentialStepper implements DifferentiableStepper {

  /** The names of the schemes, by their order. */
  public static final List<String> SCHEMES = List.of("etd1", "etdrk2", "etdrk4");

  private final ExponentialScheme scheme;
  private final int points;

  /** Scratch: a block of states, of cotangents, and of what becomes of them. */
  private final double[] u;

  private final double[] lambda;
  private final double[] image;

  private ExponentialStepper(
      ExponentialScheme.Constructor constructor,
      Equation equation,
      PeriodicGrid grid,
      double timeStep) {
    TimeStep.check(timeStep);
    SemiDiscreteLine line = new SemiDiscreteLine(equation, grid, timeStep);
    this.points = grid.points();
    this.scheme = constructor.create(line);
    this.u = line.newFields();
    this.lambda = line.newFields();
    this.image = line.newFields();
  }

  /**
   * The scheme of that name.
   *
   * @param scheme one of {@link ExponentialStepper#SCHEMES}
   * @param timeStep h, positive, in the equation's unit of time
   */
  public static ExponentialStepper named(
      String scheme, Equation equation, PeriodicGrid grid, double timeStep) {
    return new ExponentialStepper(ExponentialScheme.named(scheme), equation, grid, timeStep);
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
    int batch = state.length / points;
    for (int first = 0; first < batch; first += Lanes.COUNT) {
      Lanes.load(state, points, first, u);
      scheme.step(u, image);
      Lanes.store(image, next, points, first);
    }
  }

  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(points, state, cotangent, result);
    int batch = state.length / points;
    for (int first = 0; first < batch; first += Lanes.COUNT) {
      Lanes.load(state, points, first, u);
      Lanes.load(cotangent, points, first, lambda);
      scheme.vjp(u, lambda, image);
      Lanes.store(image, result, points, first);
    }
  }
}
