package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.gas.GasCases.GasCase;

class GasStepperTest {

  private static final int SIZE = 4 * GasCases.CELLS;
  private static final int BATCH = 3;

  static Stream<GasCase> cases() {
    return GasCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void batchIsItsStatesOneByOneToTheBit(GasCase gasCase) {
    double[] states = GasCases.states(BATCH, gasCase.gas());
    double[] cotangents = GasCases.random("cotangent", states.length);
    double[] next = new double[states.length];
    double[] adjoints = new double[states.length];
    GasStepper stepper = gasCase.stepper(2);
    stepper.step(states, next);
    stepper.vjp(states, cotangents, adjoints);

    double[] single = new double[SIZE];
    for (int b = BATCH - 1; b >= 0; b--) {
      stepper.step(member(states, b), single);
      assertArrayEquals(member(next, b), single);
      stepper.vjp(member(states, b), member(cotangents, b), single);
      assertArrayEquals(member(adjoints, b), single);
    }
    assertArrayEquals(GasCases.states(BATCH, gasCase.gas()), states);
    assertArrayEquals(GasCases.random("cotangent", states.length), cotangents);
  }

  /** A value of each kind that no gas can have, in one cell of the second of three states. */
  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0, 1e300})
  void stateWithoutAFutureBecomesNanAlone(double value) {
    GasCases.all()
        .forEach(
            gasCase -> {
              double[] states = GasCases.states(BATCH, gasCase.gas());
              double[] cotangents = GasCases.random("cotangent", states.length);
              GasStepper stepper = gasCase.stepper(2);
              double[] next = new double[states.length];
              double[] adjoints = new double[states.length];
              stepper.step(states, next);
              stepper.vjp(states, cotangents, adjoints);

              double[] broken = states.clone();
              // An energy: too small, it makes the pressure negative; too large, the sums overflow.
              broken[SIZE + 3 * GasCases.CELLS + 20] = value;
              double[] brokenNext = new double[states.length];
              double[] brokenAdjoints = new double[states.length];
              stepper.step(broken, brokenNext);
              stepper.vjp(broken, cotangents, brokenAdjoints);
              for (int b = 0; b < BATCH; b += 2) {
                assertArrayEquals(member(next, b), member(brokenNext, b));
                assertArrayEquals(member(adjoints, b), member(brokenAdjoints, b));
              }
              assertTrue(Arrays.stream(member(brokenNext, 1)).allMatch(Double::isNaN));
              assertTrue(Arrays.stream(member(brokenAdjoints, 1)).allMatch(Double::isNaN));
            });
  }

  @Test
  void numberOfSubstepsFallsWithTheCourantNumber() {
    Gas gas = Gas.air(0);
    FlowState flow = new FlowState(1, 0, 0, 1 / gas.heatRatio());
    double[] x = {0, 1, 2, 0, 1, 2};
    double[] y = {0, 0, 0, 1, 1, 1};
    CurvilinearGrid grid = new CurvilinearGrid(1, 2, x, y, true);
    // At rest, c = 1 and cells of size 1 allow a step of 1 / (c + c).
    assertEquals(2, GasStepper.stableSubsteps(grid, Boundaries.PERIODIC, gas, flow, 1, 1));
    assertEquals(4, GasStepper.stableSubsteps(grid, Boundaries.PERIODIC, gas, flow, 1, 0.5));
  }

  @Test
  void boundariesMustFitTheGrid() {
    Gas gas = Gas.air(0);
    FlowState flow = FlowState.freeStream(0.5, 0, gas);
    assertMessage(
        "firstColumn (PERIODIC) must be PERIODIC if and only if the grid's columns are periodic",
        () -> new GasStepper(GasCases.box(false), Boundaries.PERIODIC, gas, flow, 1, 1));
    assertMessage(
        "firstRow (PERIODIC) needs a grid whose last row of nodes is the first one moved by one"
            + " period",
        () -> new GasStepper(GasCases.ring(), Boundaries.PERIODIC, gas, flow, 1, 1));
    assertMessage(
        "firstRow (PERIODIC) and lastRow (OUTFLOW) must both be PERIODIC or neither",
        () ->
            new Boundaries(
                Boundary.PERIODIC, Boundary.PERIODIC, Boundary.PERIODIC, Boundary.OUTFLOW));
  }

  @Test
  void numbersAreChecked() {
    assertMessage("viscosity (-1.0) must not be negative, and finite", () -> Gas.air(-1));
    assertMessage("heatRatio (1.0) must be above 1 and finite", () -> new Gas(1, 0.72, 0));
    assertMessage(
        "mach (0.0) must be positive and finite", () -> FlowState.freeStream(0, 0, Gas.air(0)));
    assertMessage(
        "substeps (0) must be at least 1",
        () ->
            new GasStepper(
                GasCases.box(true),
                Boundaries.PERIODIC,
                Gas.air(0),
                new FlowState(1, 1, 0, 1),
                1,
                0));
  }

  private static void assertMessage(String message, Runnable procedure) {
    IllegalArgumentException exception =
        assertThrows(IllegalArgumentException.class, procedure::run);
    assertEquals(message, exception.getMessage());
  }

  private static double[] member(double[] batch, int b) {
    return Arrays.copyOfRange(batch, b * SIZE, (b + 1) * SIZE);
  }
}
