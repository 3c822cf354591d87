package org.unfurl.sim.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.gas.GasCases.GasCase;

/** The adjoint of several substeps, with every kind of boundary on every side. */
class GasAdjointTest {

  private static final int SUBSTEPS = 3;
  private static final int SIZE = 4 * GasCases.CELLS;

  /**
   * Weights of the central difference of order 8, Fornberg 1988, doi
   * 10.1090/S0025-5718-1988-0935077-0.
   */
  private static final double[] WEIGHTS = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};

  private static final double[] STATE = GasCases.states(1, Gas.air(0));
  private static final double[] DIRECTION = GasCases.random("direction", SIZE);
  private static final double[] COTANGENT = GasCases.random("cotangent", SIZE);

  static Stream<GasCase> cases() {
    return GasCases.all();
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩, J v by differences. */
  @ParameterizedTest
  @MethodSource("cases")
  void adjointIsTheTransposeOfTheDerivative(GasCase gasCase) {
    GasStepper stepper = gasCase.stepper(SUBSTEPS);
    double[] adjoint = new double[SIZE];
    stepper.vjp(STATE, COTANGENT, adjoint);

    double difference = 0;
    double step = 1e-3;
    for (int k = 0; k < WEIGHTS.length; k++) {
      double ahead = weighted(stepper, (k + 1) * step);
      double behind = weighted(stepper, -(k + 1) * step);
      difference += WEIGHTS[k] * (ahead - behind) / step;
    }
    double product = dot(DIRECTION, adjoint);
    assertEquals(0, difference / product - 1, 1e-10, "<Jv, l> " + difference);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void taylorRemainderIsOfSecondOrder(GasCase gasCase) {
    GasStepper stepper = gasCase.stepper(SUBSTEPS);
    double[] adjoint = new double[SIZE];
    stepper.vjp(STATE, COTANGENT, adjoint);
    double base = weighted(stepper, 0);
    double slope = dot(DIRECTION, adjoint);

    double[] remainder = new double[4];
    for (int i = 0; i < remainder.length; i++) {
      double epsilon = 1e-4 / (1 << i);
      remainder[i] = Math.abs(weighted(stepper, epsilon) - base - epsilon * slope);
    }
    for (int i = 1; i < remainder.length; i++) {
      double order = Math.log(remainder[i - 1] / remainder[i]) / Math.log(2);
      assertEquals(2, order, 0.05, "remainders " + Arrays.toString(remainder));
    }
  }

  /** ⟨λ, S(u + εv)⟩. */
  private static double weighted(GasStepper stepper, double epsilon) {
    double[] moved = new double[SIZE];
    for (int k = 0; k < SIZE; k++) {
      moved[k] = STATE[k] + epsilon * DIRECTION[k];
    }
    double[] next = new double[SIZE];
    stepper.step(moved, next);
    return dot(COTANGENT, next);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
