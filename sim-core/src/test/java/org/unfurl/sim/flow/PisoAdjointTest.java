package org.unfurl.sim.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.flow.DensePiso.Dual;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.SubSteppedStepper;

/**
 * The step and its adjoint against the dense model, on random velocities with divergence, as a
 * network leaves them. Sides, spacings and cell numbers along x and y all differ.
 */
class PisoAdjointTest {

  private static final StaggeredGrid GRID =
      new StaggeredGrid(new PeriodicGrid(8, 5), new PeriodicGrid(6, 3));

  private static final int SIZE = GRID.shape().size();
  private static final int BATCH = 3;
  private static final double VISCOSITY = 0.02;

  /** Speeds of up to 1.5 on cells of 0.5: Courant numbers of up to 0.75 along each axis. */
  private static final double TIME_STEP = 0.25;

  private static final double[] FORCING = random("forcing", SIZE);

  @Test
  void stepIsThatOfTheDenseModel() {
    double[] states = random("state", BATCH * SIZE);
    double[] next = new double[states.length];
    stepper(PisoAdjoint.EXACT).step(states, next);

    for (int b = 0; b < BATCH; b++) {
      Dual expected = model().step(new Dual(state(states, b), new double[SIZE]), PisoAdjoint.EXACT);
      assertArrayEquals(expected.value(), state(next, b), 1e-13);
    }
  }

  /**
   * ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩, over one step and over a chain of three, with J of the whole step and of
   * the one with frozen coefficients.
   */
  @ParameterizedTest
  @CsvSource({"EXACT, 1", "EXACT, 3", "FROZEN_COEFFICIENTS, 1", "FROZEN_COEFFICIENTS, 3"})
  void adjointIsTheTransposeOfTheTangent(PisoAdjoint kind, int steps) {
    double[] states = random("state", BATCH * SIZE);
    double[] directions = random("direction", BATCH * SIZE);
    double[] cotangents = random("cotangent", BATCH * SIZE);
    double[] adjoints = new double[states.length];
    new SubSteppedStepper(stepper(kind), steps).vjp(states, cotangents, adjoints);

    for (int b = 0; b < BATCH; b++) {
      Dual dual = new Dual(state(states, b), state(directions, b));
      for (int step = 0; step < steps; step++) {
        dual = model().step(dual, kind);
      }
      double tangentSide = dot(dual.tangent(), state(cotangents, b));
      double adjointSide = dot(state(directions, b), state(adjoints, b));
      double error = Math.abs(tangentSide / adjointSide - 1);
      assertTrue(error < 1e-10, "<Jv, l> " + tangentSide + ", <v, JT l> " + adjointSide);
    }
  }

  /** |⟨λ, S(u + εv)⟩ − ⟨λ, S(u)⟩ − ε ⟨v, Jᵀλ⟩| falls with ε², with the frozen adjoint with ε. */
  @Test
  void taylorRemainderIsOfSecondOrderForTheExactAdjointOnly() {
    assertEquals(2, taylorOrder(PisoAdjoint.EXACT), 0.05);
    assertEquals(1, taylorOrder(PisoAdjoint.FROZEN_COEFFICIENTS), 0.05);
  }

  private static double taylorOrder(PisoAdjoint kind) {
    double[] u = random("state", SIZE);
    double[] v = random("direction", SIZE);
    double[] lambda = random("cotangent", SIZE);
    DifferentiableStepper stepper = stepper(kind);
    double[] adjoint = new double[SIZE];
    stepper.vjp(u, lambda, adjoint);
    double[] remainder = new double[2];
    for (int i = 0; i < 2; i++) {
      double epsilon = i == 0 ? 1e-3 : 5e-4;
      double moved = dot(lambda, moved(stepper, u, epsilon, v));
      double base = dot(lambda, moved(stepper, u, 0, v));
      remainder[i] = Math.abs(moved - base - epsilon * dot(v, adjoint));
    }
    return Math.log(remainder[0] / remainder[1]) / Math.log(2);
  }

  /** The gradient of half the squared distance to a target after three steps, as WIG takes it. */
  @Test
  void gradientThroughThreeStepsIsThatOfCentralDifferences() {
    DifferentiableStepper chain = new SubSteppedStepper(stepper(PisoAdjoint.EXACT), 3);
    double[] u = random("state", SIZE);
    double[] target = random("target", SIZE);
    double[] residual = moved(chain, u, 0, u);
    for (int i = 0; i < SIZE; i++) {
      residual[i] -= target[i];
    }
    double[] gradient = new double[SIZE];
    chain.vjp(u, residual, gradient);

    for (int i = 0; i < SIZE; i += 7) {
      double[] unit = new double[SIZE];
      unit[i] = 1;
      double slope =
          (loss(moved(chain, u, 1e-5, unit), target) - loss(moved(chain, u, -1e-5, unit), target))
              / 2e-5;
      // Truncation 1e-10 and rounding 1e-16 / 1e-5, times a loss of order 10.
      assertEquals(slope, gradient[i], 1e-8);
    }
  }

  private static double loss(double[] state, double[] target) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += (state[i] - target[i]) * (state[i] - target[i]) / 2;
    }
    return sum;
  }

  /** Without advection there is nothing to freeze. */
  @Test
  void frozenAdjointIsExactForAFluidAtRest() {
    double[] cotangents = random("cotangent", SIZE);
    double[] exact = new double[SIZE];
    double[] frozen = new double[SIZE];
    DifferentiableStepper still =
        new PisoStepper(GRID, VISCOSITY, TIME_STEP, new double[SIZE], PisoAdjoint.EXACT);
    still.vjp(new double[SIZE], cotangents, exact);
    stepper(PisoAdjoint.FROZEN_COEFFICIENTS).vjp(new double[SIZE], cotangents, frozen);

    assertArrayEquals(exact, frozen, 1e-15);
  }

  @Test
  void batchIsItsStatesOneByOneToTheBit() {
    double[] states = random("state", BATCH * SIZE);
    double[] cotangents = random("cotangent", BATCH * SIZE);
    double[] next = new double[states.length];
    double[] adjoints = new double[states.length];
    DifferentiableStepper stepper = stepper(PisoAdjoint.EXACT);
    stepper.step(states, next);
    stepper.vjp(states, cotangents, adjoints);

    double[] single = new double[SIZE];
    for (int b = BATCH - 1; b >= 0; b--) {
      stepper.step(state(states, b), single);
      assertArrayEquals(state(next, b), single);
      stepper.vjp(state(states, b), state(cotangents, b), single);
      assertArrayEquals(state(adjoints, b), single);
    }
    assertArrayEquals(random("state", BATCH * SIZE), states);
    assertArrayEquals(random("cotangent", BATCH * SIZE), cotangents);
  }

  private static DifferentiableStepper stepper(PisoAdjoint adjoint) {
    return new PisoStepper(GRID, VISCOSITY, TIME_STEP, FORCING, adjoint);
  }

  private static DensePiso model() {
    return new DensePiso(GRID, VISCOSITY, TIME_STEP, FORCING);
  }

  private static double[] moved(
      DifferentiableStepper stepper, double[] u, double epsilon, double[] v) {
    double[] start = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      start[i] = u[i] + epsilon * v[i];
    }
    double[] next = new double[SIZE];
    stepper.step(start, next);
    return next;
  }

  private static double[] random(String purpose, int size) {
    return new Seed(7).derive(purpose).generator().doubles(size, -1.5, 1.5).toArray();
  }

  private static double[] state(double[] batch, int b) {
    return Arrays.copyOfRange(batch, b * SIZE, (b + 1) * SIZE);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
