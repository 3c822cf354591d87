package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.KdvBurgers;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.TangentLinearModel.Dual;

/**
 * Every scheme on every equation, with one and with three substeps, against the tangent-linear
 * model, which shares no code with it.
 */
class EtdAdjointTest {

  private static final int POINTS = 48;
  private static final int BATCH = 4;

  /** The study's base domain and time step; the other equations get numbers of the same order. */
  private static final PeriodicGrid GRID = new PeriodicGrid(POINTS, 16 * Math.PI);

  private static final double TIME_STEP = 0.5;

  static Stream<Arguments> cases() {
    return Stream.of(new KuramotoSivashinsky(), new Burgers(0.4), new KdvBurgers(0.3, 0.7))
        .flatMap(
            equation ->
                Arrays.stream(EtdScheme.values())
                    .flatMap(
                        scheme ->
                            Stream.of(1, 3)
                                .map(substeps -> Arguments.of(scheme, equation, substeps))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepIsThatOfTheDenseModel(EtdScheme scheme, Equation equation, int substeps) {
    double[] states = random("state");
    double[] next = new double[states.length];
    stepper(scheme, equation, substeps).step(states, next);

    for (int b = 0; b < BATCH; b++) {
      double[] expected =
          tangent(scheme, equation, substeps, state(states, b), new double[POINTS]).value();
      assertArrayEquals(expected, state(next, b), 1e-13);
    }
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩. */
  @ParameterizedTest
  @MethodSource("cases")
  void adjointIsTheTransposeOfTheTangent(EtdScheme scheme, Equation equation, int substeps) {
    double[] states = random("state");
    double[] directions = random("direction");
    double[] cotangents = random("cotangent");
    double[] adjoints = new double[states.length];
    stepper(scheme, equation, substeps).vjp(states, cotangents, adjoints);

    for (int b = 0; b < BATCH; b++) {
      Dual next = tangent(scheme, equation, substeps, state(states, b), state(directions, b));
      double tangentSide = dot(next.tangent(), state(cotangents, b));
      double adjointSide = dot(state(directions, b), state(adjoints, b));
      double error = Math.abs(tangentSide / adjointSide - 1);
      assertTrue(error < 1e-11, "<Jv, l> " + tangentSide + ", <v, JT l> " + adjointSide);
    }
  }

  /**
   * |⟨λ, S(u + εv)⟩ − ⟨λ, S(u)⟩ − ε ⟨v, Jᵀλ⟩| falls with ε²: the adjoint is the derivative of the
   * very step it belongs to, and not of something near it.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void taylorRemainderIsOfSecondOrder(EtdScheme scheme, Equation equation, int substeps) {
    double[] u = state(random("state"), 0);
    double[] v = state(random("direction"), 0);
    double[] lambda = state(random("cotangent"), 0);
    DifferentiableStepper stepper = stepper(scheme, equation, substeps);
    double[] next = new double[POINTS];
    double[] adjoint = new double[POINTS];
    stepper.step(u, next);
    stepper.vjp(u, lambda, adjoint);
    double base = dot(lambda, next);
    double slope = dot(v, adjoint);

    double[] remainder = new double[4];
    for (int i = 0; i < remainder.length; i++) {
      double epsilon = 1e-3 / (1 << i);
      double[] moved = new double[POINTS];
      for (int j = 0; j < POINTS; j++) {
        moved[j] = u[j] + epsilon * v[j];
      }
      stepper.step(moved, next);
      remainder[i] = Math.abs(dot(lambda, next) - base - epsilon * slope);
    }
    for (int i = 1; i < remainder.length; i++) {
      double order = Math.log(remainder[i - 1] / remainder[i]) / Math.log(2);
      assertEquals(2, order, 0.05, "remainders " + Arrays.toString(remainder));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void batchIsItsStatesOneByOneToTheBit(EtdScheme scheme, Equation equation, int substeps) {
    double[] states = random("state");
    double[] cotangents = random("cotangent");
    double[] next = new double[states.length];
    double[] adjoints = new double[states.length];
    DifferentiableStepper stepper = stepper(scheme, equation, substeps);
    stepper.step(states, next);
    stepper.vjp(states, cotangents, adjoints);

    double[] single = new double[POINTS];
    for (int b = BATCH - 1; b >= 0; b--) {
      stepper.step(state(states, b), single);
      assertArrayEquals(state(next, b), single);
      stepper.vjp(state(states, b), state(cotangents, b), single);
      assertArrayEquals(state(adjoints, b), single);
    }
    assertArrayEquals(random("state"), states);
    assertArrayEquals(random("cotangent"), cotangents);
  }

  private static DifferentiableStepper stepper(EtdScheme scheme, Equation equation, int substeps) {
    DifferentiableStepper stepper = scheme.stepper(equation, GRID, TIME_STEP);
    return substeps == 1 ? stepper : new SubSteppedStepper(stepper, substeps);
  }

  private static Dual tangent(
      EtdScheme scheme, Equation equation, int substeps, double[] u, double[] v) {
    TangentLinearModel model = new TangentLinearModel(scheme, equation, GRID, TIME_STEP);
    Dual dual = new Dual(u, v);
    for (int i = 0; i < substeps; i++) {
      dual = model.step(dual);
    }
    return dual;
  }

  private static double[] random(String purpose) {
    return new Seed(7).derive(purpose).generator().doubles(BATCH * POINTS, -1.5, 1.5).toArray();
  }

  private static double[] state(double[] batch, int b) {
    return Arrays.copyOfRange(batch, b * POINTS, (b + 1) * POINTS);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
