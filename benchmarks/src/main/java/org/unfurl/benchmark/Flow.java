package org.unfurl.benchmark;

import java.util.Arrays;
import org.unfurl.sim.flow.FaceRestriction;
import org.unfurl.sim.flow.PisoAdjoint;
import org.unfurl.sim.flow.PisoStepper;
import org.unfurl.sim.flow.PseudoSpectralStepper;
import org.unfurl.sim.flow.StaggeredGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.verification.States;
import org.unfurl.sim.wake.OperatorSplittingStepper;
import org.unfurl.sim.wake.WakeGrid;

/**
 * A solver of a flow on any grid, and a state after {@value #LEAD} of its steps, by which a flow
 * has developed the work that it makes.
 */
final class Flow {

  private static final int LEAD = 50;
  private static final double LENGTH = 2 * Math.PI;
  private static final double VISCOSITY = 1.0 / 600;

  private final DifferentiableStepper stepper;
  private final double[] state;

  private Flow(DifferentiableStepper stepper, double[] state) {
    this.stepper = stepper;
    this.state = state;
  }

  private static Flow from(double[] start, DifferentiableStepper stepper) {
    return new Flow(stepper, States.advanced(stepper, start, LEAD));
  }

  /** Kolmogorov flow at Re 600 on a square of so many cells a side, by PISO. */
  static Flow piso(int points) {
    StaggeredGrid grid = StaggeredGrid.square(points, LENGTH);
    double[] force = new double[grid.shape().size()];
    for (int row = 0; row < points; row++) {
      double value = Math.sin(6 * (row + 0.5) * LENGTH / points);
      Arrays.fill(force, row * points, (row + 1) * points, value);
    }
    return from(
        kolmogorov(points),
        new PisoStepper(grid, VISCOSITY, timeStep(points), force, PisoAdjoint.EXACT));
  }

  /** The same flow on the same faces by ETDRK4. */
  static Flow pseudoSpectral(int points) {
    StaggeredGrid grid = StaggeredGrid.square(points, LENGTH);
    return from(
        kolmogorov(points),
        new PseudoSpectralStepper("etdrk4", grid, VISCOSITY, 1, 6, timeStep(points)));
  }

  /** The study's wake at Re 781.3, half as many rows as columns. */
  static Flow wake(int columns) {
    WakeGrid grid = new WakeGrid(columns);
    double[] freeStream = new double[grid.shape().size()];
    for (int i = 0; i < freeStream.length / 2; i++) {
      freeStream[i] = grid.isFree(i) ? 1 : 0;
    }
    return from(freeStream, new OperatorSplittingStepper(grid, WakeGrid.DIAMETER / 781.3, 1));
  }

  /** A frame of the solver of the built-in system at its first training parameter. */
  static Flow aerofoil() {
    PhysicalSystem system = PhysicalSystems.named("aerofoil");
    double parameter = system.parameters(Split.TRAIN).get(0);
    double[] fine = system.initialStates(Split.TRAIN, parameter, 1, new Seed(0));
    double[] start = new double[system.shape().size()];
    system.restriction().apply(fine, start);
    return from(start, (DifferentiableStepper) system.solver("finite-volume", parameter));
  }

  /** Δt falls with the cells, from the study's 0.02 on 32: the Courant number stays. */
  private static double timeStep(int points) {
    return 0.02 * 32 / points;
  }

  /** The study's initial state on so many cells. */
  private static double[] kolmogorov(int points) {
    double[] fine =
        PhysicalSystems.named("kolmogorov").initialStates(Split.INTERPOLATION, 600, 1, new Seed(0));
    double[] state = new double[2 * points * points];
    new FaceRestriction(StaggeredGrid.square(128, LENGTH), 128 / points).apply(fine, state);
    return state;
  }

  DifferentiableStepper stepper() {
    return stepper;
  }

  /** Not to be modified. */
  double[] state() {
    return state;
  }

  /** A cotangent of the state, of order one. */
  double[] cotangent() {
    return new Seed(0).derive("cotangents").generator().doubles(state.length, -1, 1).toArray();
  }
}
