package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.KdvBurgers;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;

/** Linear problems: exponential schemes owe the exact solution in one step, however long. */
class EtdLinearTest {

  private static final PeriodicGrid GRID = new PeriodicGrid(48, 10);

  private static final double TIME_STEP = 2;

  /** u_t = −c u_x + ν u_xx − δ u_xxx with c = 3, ν = 0.2, δ = 0.1. */
  private record LinearWaves() implements Equation {

    @Override
    public String name() {
      return "linear-waves";
    }

    @Override
    public Complex linearSymbol(double k) {
      return new Complex(-0.2 * k * k, -3 * k + 0.1 * k * k * k);
    }

    @Override
    public NonlinearTerm nonlinearTerm() {
      return new NonlinearTerm() {
        @Override
        public Complex outerSymbol(double wavenumber) {
          return Complex.ONE;
        }

        @Override
        public void evaluate(double[] u, double[] result) {
          Arrays.fill(result, 0);
        }

        @Override
        public void vjp(double[] u, double[] cotangent, double[] result) {
          Arrays.fill(result, 0);
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void linearEquationIsExactInOneStep(EtdScheme scheme) {
    double[] next = new double[GRID.points()];
    scheme.stepper(new LinearWaves(), GRID, TIME_STEP).step(waves(new LinearWaves(), 1, 0), next);

    assertArrayEquals(waves(new LinearWaves(), 1, TIME_STEP), next, 1e-12);
  }

  /** At an amplitude of 1e-14 the square is below the last digit of the linear part. */
  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void smallAmplitudesFollowTheLinearPartOfEveryEquation(EtdScheme scheme) {
    double amplitude = 1e-14;
    for (Equation equation :
        List.of(new KuramotoSivashinsky(), new Burgers(0.1), new KdvBurgers(0.1, 0.5))) {
      double[] next = new double[GRID.points()];
      scheme.stepper(equation, GRID, TIME_STEP).step(waves(equation, amplitude, 0), next);

      assertArrayEquals(waves(equation, amplitude, TIME_STEP), next, 1e-12 * amplitude);
    }
  }

  /** A mean, and waves 1, 3 and 5 with different phases, at time t. */
  private static double[] waves(Equation equation, double amplitude, double time) {
    double[] u = new double[GRID.points()];
    for (int mode : new int[] {0, 1, 3, 5}) {
      double k = GRID.wavenumber(mode);
      Complex symbol = equation.linearSymbol(k);
      double decay = Math.exp(symbol.re() * time);
      for (int j = 0; j < u.length; j++) {
        u[j] += amplitude * decay * Math.cos(k * GRID.spacing() * j + mode + symbol.im() * time);
      }
    }
    return u;
  }

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
