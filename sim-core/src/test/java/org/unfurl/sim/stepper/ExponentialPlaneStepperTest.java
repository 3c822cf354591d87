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
    double[] u = smooth(grid, equation.channels());
    double[] v = States.random(u.length, "direction");
    double[] lambda = States.random(u.length, "cotangent");
    assertEquals(0, AdjointCheck.mismatch(stepper, u, v, lambda), 1e-10);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void taylorRemainderIsOfSecondOrder(String scheme, String name, PlaneEquation equation) {
    PeriodicPlane grid = PeriodicPlane.square(12, LENGTH);
    DifferentiableStepper stepper = ExponentialPlaneStepper.named(scheme, equation, grid, 0.02);
    double[] u = smooth(grid, equation.channels());
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
    double[] states = smooth(GRID, 1);
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

  /** A few waves of order 0.5 around 0.5, without a mean for one channel. */
  private static double[] smooth(PeriodicPlane grid, int channels) {
    double[] phases = States.random(6 * channels, "phases");
    double[] states = new double[channels * grid.points()];
    for (int channel = 0; channel < channels; channel++) {
      int c = 6 * channel;
      double mean = channels == 1 ? 0 : 0.5;
      double[] values =
          States.onPlane(
              grid,
              (x, y) ->
                  mean
                      + 0.5 * Math.cos(x + phases[c])
                      + 0.4 * Math.cos(y - x + phases[c + 1])
                      + 0.3 * Math.sin(2 * x + y + phases[c + 2])
                      + 0.2 * Math.sin(x - 2 * y + phases[c + 3]));
      System.arraycopy(values, 0, states, channel * grid.points(), values.length);
    }
    return states;
  }
}
