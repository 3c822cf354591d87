package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;

/** The schemes under test, with the order that the paper proves. */
enum EtdScheme {
  ETD1(1) {
    @Override
    DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep) {
      return ExponentialStepper.etd1(equation, grid, timeStep);
    }
  },
  ETDRK2(2) {
    @Override
    DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep) {
      return ExponentialStepper.etdRk2(equation, grid, timeStep);
    }
  },
  ETDRK4(4) {
    @Override
    DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep) {
      return ExponentialStepper.etdRk4(equation, grid, timeStep);
    }
  };

  private final int order;

  EtdScheme(int order) {
    this.order = order;
  }

  int order() {
    return order;
  }

  abstract DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep);
}
