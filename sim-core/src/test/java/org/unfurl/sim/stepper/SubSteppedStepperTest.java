package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adjoint on real schemes is tested in {@link EtdAdjointTest}. */
class SubSteppedStepperTest {

  /** u ← u². */
  private record Square(int stateSize) implements DifferentiableStepper {

    @Override
    public void step(double[] state, double[] next) {
      for (int i = 0; i < state.length; i++) {
        next[i] = state[i] * state[i];
      }
    }

    @Override
    public void vjp(double[] state, double[] cotangent, double[] result) {
      for (int i = 0; i < state.length; i++) {
        result[i] = 2 * state[i] * cotangent[i];
      }
    }
  }

  /** n squarings make u^(2ⁿ), with the derivative 2ⁿ u^(2ⁿ − 1). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void stepsAndAdjointsAreChained(int substeps) {
    SubSteppedStepper stepper = new SubSteppedStepper(new Square(2), substeps);
    double[] state = {2, -1};
    int power = 1 << substeps;
    double[] next = new double[2];
    stepper.step(state, next);
    assertArrayEquals(new double[] {Math.pow(2, power), 1}, next);

    double[] result = new double[2];
    stepper.vjp(state, new double[] {3, 5}, result);
    assertArrayEquals(new double[] {3 * power * Math.pow(2, power - 1), -5.0 * power}, result);
  }

  @Test
  void servesBatchesOfAnySizeInAnyOrder() {
    SubSteppedStepper stepper = new SubSteppedStepper(new Square(1), 3);
    for (int size : new int[] {1, 3, 2}) {
      double[] state = new double[size];
      double[] cotangent = new double[size];
      double[] expectedNext = new double[size];
      double[] expectedResult = new double[size];
      for (int i = 0; i < size; i++) {
        state[i] = i + 1;
        cotangent[i] = 1;
        expectedNext[i] = Math.pow(i + 1, 8);
        expectedResult[i] = 8 * Math.pow(i + 1, 7);
      }
      double[] next = new double[size];
      stepper.step(state, next);
      assertArrayEquals(expectedNext, next);
      stepper.vjp(state, cotangent, next);
      assertArrayEquals(expectedResult, next);
    }
  }

  @Test
  void refusesLessThanOneSubstep() {
    assertEquals(
        "substeps (0) must be at least 1",
        assertThrows(IllegalArgumentException.class, () -> new SubSteppedStepper(new Square(1), 0))
            .getMessage());
  }
}
