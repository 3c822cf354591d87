package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;

/** What the schemes on the line refuse; {@code SpectralExperiments} has their numbers. */
class EtdRefusalTest {

  private static final PeriodicGrid GRID = new PeriodicGrid(48, 10);

  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void refusesStepsAndArraysThatCannotBe(EtdScheme scheme) {
    Equation equation = new Burgers(1);
    assertEquals(
        "timeStep (0.0) must be positive and finite",
        refusal(() -> scheme.stepper(equation, GRID, 0)));
    DifferentiableStepper stepper = scheme.stepper(equation, GRID, 1);
    double[] state = new double[48];
    assertEquals(
        "state (length 50) must be a multiple of the state size 48",
        refusal(() -> stepper.step(new double[50], new double[50])));
    assertEquals(
        "next (length 96) must be as long as the batch of states (48)",
        refusal(() -> stepper.step(state, new double[96])));
    assertEquals(
        "next must be another array than state", refusal(() -> stepper.step(state, state)));
    assertEquals(
        "result must be another array than cotangent",
        refusal(() -> stepper.vjp(new double[48], state, state)));
    assertEquals(
        "cotangent (length 96) must be as long as the batch of states (48)",
        refusal(() -> stepper.vjp(state, new double[96], new double[48])));
    assertEquals(
        "result (length 96) must be as long as the batch of states (48)",
        refusal(() -> stepper.vjp(state, new double[48], new double[96])));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
