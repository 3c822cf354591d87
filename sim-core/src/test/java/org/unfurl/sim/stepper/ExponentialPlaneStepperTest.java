package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.verification.AdjointCheck;
import org.unfurl.sim.verification.PlaneEquations;
import org.unfurl.sim.verification.States;

/**
 * Schemes on the plane: adjoints, batches, refusals; {@code SpectralExperiments} has orders and
 * known solutions.
 */
final class ExponentialPlaneStepperTest {

  private static final double LENGTH = 2 * Math.PI;
  private static final PeriodicPlane GRID = PeriodicPlane.square(32, LENGTH);

  static Stream<Arguments> cases() {
    return ExponentialStepper.SCHEMES.stream()
        .flatMap(
            scheme ->
                PlaneEquations.examples().stream()
                    .map(equation -> Arguments.of(scheme, equation.name(), equation)));
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void adjointIsTheTransposeOfTheDerivative(String scheme, String name, PlaneEquation equation) {
    PeriodicPlane grid = PeriodicPlane.square(12, LENGTH);
    DifferentiableStepper stepper = ExponentialPlaneStepper.named(scheme, equation, grid, 0.02);
    double[] u = States.waves(grid, equation.channels(), 1);
    double[] v = States.random(u.length, "direction");
    double[] lambda = States.random(u.length, "cotangent");
    assertEquals(0, AdjointCheck.mismatch(stepper, u, v, lambda), 1e-10);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void taylorRemainderIsOfSecondOrder(String scheme, String name, PlaneEquation equation) {
    PeriodicPlane grid = PeriodicPlane.square(12, LENGTH);
    DifferentiableStepper stepper = ExponentialPlaneStepper.named(scheme, equation, grid, 0.02);
    double[] u = States.waves(grid, equation.channels(), 1);
    double[] v = States.random(u.length, "direction");
    double[] lambda = States.random(u.length, "cotangent");
    // That of a linear equation is rounding, which has no order.
    if (AdjointCheck.remainder(stepper, u, v, lambda, 1e-3) > 1e-10) {
      assertEquals(2, AdjointCheck.slope(stepper, u, v, lambda), 0.1);
    }
  }

  @Test
  void batchIsItsStatesOneByOneToTheBit() {
    Vorticity equation = new Vorticity(0.01, 1, 2);
    DifferentiableStepper stepper = ExponentialPlaneStepper.etdRk2(equation, GRID, 0.05);
    int size = stepper.stateSize();
    double[] states = States.random(3 * size, "state");
    double[] cotangents = States.random(3 * size, "cotangent");
    double[] next = new double[3 * size];
    double[] adjoints = new double[3 * size];
    stepper.step(states, next);
    stepper.vjp(states, cotangents, adjoints);
    double[] single = new double[size];
    for (int b = 2; b >= 0; b--) {
      double[] state = Arrays.copyOfRange(states, b * size, (b + 1) * size);
      stepper.step(state, single);
      assertArrayEquals(Arrays.copyOfRange(next, b * size, (b + 1) * size), single);
      stepper.vjp(state, Arrays.copyOfRange(cotangents, b * size, (b + 1) * size), single);
      assertArrayEquals(Arrays.copyOfRange(adjoints, b * size, (b + 1) * size), single);
    }
  }

  @Test
  void statesThatAreNotFiniteStaySoAndHarmNoOther() {
    DifferentiableStepper stepper =
        ExponentialPlaneStepper.etdRk2(Vorticity.unforced(0.01), GRID, 0.05);
    int size = stepper.stateSize();
    double[] states = States.waves(GRID, 1, 1);
    double[] batch = Arrays.copyOf(states, 2 * size);
    Arrays.fill(batch, size, 2 * size, Double.NaN);
    double[] next = new double[2 * size];
    stepper.step(batch, next);
    assertTrue(Double.isFinite(next[0]));
    assertTrue(Double.isNaN(next[size]));
  }

  @Test
  void refusesTimeStepsAndArraysThatDoNotFit() {
    Vorticity equation = Vorticity.unforced(0.01);
    assertThrows(
        IllegalArgumentException.class, () -> ExponentialPlaneStepper.etd1(equation, GRID, 0));
    DifferentiableStepper stepper = ExponentialPlaneStepper.etd1(equation, GRID, 0.1);
    assertThrows(IllegalArgumentException.class, () -> stepper.step(new double[5], new double[5]));
  }
}
