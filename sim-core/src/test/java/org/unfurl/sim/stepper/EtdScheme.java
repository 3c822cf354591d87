package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;

/** The schemes under test. */
enum EtdScheme {
  ETD1 {
    @Override
    DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep) {
      return ExponentialStepper.etd1(equation, grid, timeStep);
    }
  },
  ETDRK2 {
    @Override
    DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep) {
      return ExponentialStepper.etdRk2(equation, grid, timeStep);
    }
  },
  ETDRK4 {
    @Override
    DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep) {
      return ExponentialStepper.etdRk4(equation, grid, timeStep);
    }
  };

  abstract DifferentiableStepper stepper(Equation equation, PeriodicGrid grid, double timeStep);
}
