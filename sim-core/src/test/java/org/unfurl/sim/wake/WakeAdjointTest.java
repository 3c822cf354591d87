package org.unfurl.sim.wake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;

/**
 * The adjoint against derivatives that have no truncation error.
 *
 * <p>While no foot point crosses a line of the grid, a step is a polynomial in the state: diffusion
 * and projection are affine, and a bilinearly interpolated value is one value times two fractions
 * that are affine in the velocity. So a semi-Lagrangian step is of degree three and a corrected one
 * of degree five (three on the way there, two more on the way back), and the central difference of
 * sixth order, exact up to degree six, is the derivative but for rounding, with increments as large
 * as the room up to the next line. The states here have that room.
 */
class WakeAdjointTest {

  private static final double INCREMENT = 0.05;

  @ParameterizedTest
  @EnumSource
  void adjointIsTheTransposeOfTheDerivative(AdvectionScheme scheme) {
    assertTransposed(scheme, 0.32, 20 / 97.7, 0.2, INCREMENT);
    // Three substeps of diffusion.
    assertTransposed(scheme, 0.32, 5, 0.2, INCREMENT);
    // Beyond the neighbours; little diffusion, so that the velocities at the cylinder stay uniform.
    assertTransposed(scheme, 2.3, 0.02, 0.02, INCREMENT / 12);
  }

  private static void assertTransposed(
      AdvectionScheme scheme,
      double cellsAStep,
      double viscosity,
      double spread,
      double increment) {
    WakeGrid grid = new WakeGrid(64);
    OperatorSplittingStepper stepper =
        new OperatorSplittingStepper(grid, viscosity, cellsAStep * grid.cellSize(), scheme);
    double[] state = slantedStream(grid, spread, cellsAStep);
    for (int trial = 0; trial < 4; trial++) {
      double[] direction = random(state.length, "direction " + trial);
      double[] cotangent = random(state.length, "cotangent " + trial);
      double[] tangent = tangent(stepper, state, direction, increment);
      double[] adjoint = new double[state.length];
      stepper.vjp(state, cotangent, adjoint);
      // Of the products' own size, not of the norms', which would hide three digits.
      double scale = Math.max(1, Math.abs(dot(cotangent, tangent)));
      assertEquals(dot(cotangent, tangent), dot(direction, adjoint), 1e-10 * scale);
    }
  }

  /** The polynomial is what the header says: one order less and the difference is not exact. */
  @Test
  void stepIsAPolynomialOfTheseDegrees() {
    WakeGrid grid = new WakeGrid(32);
    double[] state = slantedStream(grid, 0.2, 0.16);
    double[] direction = random(state.length, "direction");
    for (AdvectionScheme scheme : AdvectionScheme.values()) {
      OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, 0.2, 1, scheme);
      int degree = scheme == AdvectionScheme.SEMI_LAGRANGIAN ? 3 : 5;
      assertEquals(0, difference(stepper, state, direction, degree + 1), 1e-12);
      assertTrue(difference(stepper, state, direction, degree) > 1e-9);
    }
  }

  /** The restriction after a step on the fine grid: what a loss on coarse frames differentiates. */
  @ParameterizedTest
  @EnumSource
  void adjointOfARestrictedStepIsTransposed(AdvectionScheme scheme) {
    WakeGrid grid = new WakeGrid(64);
    FaceMeans restriction = new FaceMeans(64, new WakeGrid(16).shape());
    OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, 0.2, 1, scheme);
    double[] state = slantedStream(grid, 0.2, 0.32);
    double[] direction = random(state.length, "direction");
    double[] cotangent = random(restriction.coarseSize(), "cotangent");
    double[] restricted = new double[restriction.coarseSize()];
    restriction.apply(tangent(stepper, state, direction, INCREMENT), restricted);
    double[] lifted = new double[state.length];
    restriction.applyTransposed(cotangent, lifted);
    double[] adjoint = new double[state.length];
    stepper.vjp(state, lifted, adjoint);
    assertEquals(dot(cotangent, restricted), dot(direction, adjoint), 1e-10);
  }

  /** J v by the central difference of sixth order, stencil (−1, 9, −45, 0, 45, −9, 1) / 60. */
  private static double[] tangent(
      OperatorSplittingStepper stepper, double[] state, double[] direction, double increment) {
    double[] weights = {45.0 / 60, -9.0 / 60, 1.0 / 60};
    double[] result = new double[state.length];
    double[] next = new double[state.length];
    for (int distance = 1; distance <= 3; distance++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        stepper.step(moved(state, direction, sign * distance * increment), next);
        for (int k = 0; k < result.length; k++) {
          result[k] += sign * weights[distance - 1] / increment * next[k];
        }
      }
    }
    return result;
  }

  /** The largest n-th difference along the direction, with the same increment. */
  private static double difference(
      OperatorSplittingStepper stepper, double[] state, double[] direction, int n) {
    double[] sum = new double[state.length];
    double[] next = new double[state.length];
    double weight = 1;
    for (int m = 0; m <= n; m++) {
      stepper.step(moved(state, direction, (m - 0.5 * n) * INCREMENT), next);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += weight * next[k];
      }
      weight *= -(n - m) / (m + 1.0);
    }
    return Arrays.stream(sum).map(Math::abs).max().orElseThrow();
  }

  /**
   * A stream to the right and up whose foot points keep away from the lines of the grid.
   *
   * @param spread largest departure from (1, v)
   * @param cellsAStep cells that velocity 1 crosses
   */
  private static double[] slantedStream(WakeGrid grid, double spread, double cellsAStep) {
    double[] state = random(grid.shape().size(), "state");
    double up = cellsAStep < 1 ? 0.5 : 0.2;
    for (int k = 0; k < state.length; k++) {
      state[k] = spread * state[k] + (k < state.length / 2 ? 1 : up);
    }
    return state;
  }

  private static double[] moved(double[] state, double[] direction, double factor) {
    double[] moved = new double[state.length];
    for (int k = 0; k < moved.length; k++) {
      moved[k] = state[k] + factor * direction[k];
    }
    return moved;
  }

  private static double[] random(int length, String purpose) {
    return new Seed(13).derive(purpose).generator().doubles(length, -1, 1).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
