package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.KdvBurgers;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;

/** Step halving against solutions that no exponential scheme had a part in. */
class EtdConvergenceTest {

  /** Runs with 40, 80 and 160 steps: few enough that ETDRK4 stays clear of rounding. */
  private static final int RUNS = 3;

  /**
   * Burgers has the Cole-Hopf solution u = −2ν φ_x / φ with φ_t = ν φ_xx; here φ = 1.5 + e^{−νt}
   * cos x.
   */
  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void burgersConvergesToTheColeHopfSolution(EtdScheme scheme) {
    double viscosity = 0.5;
    double time = 1;
    PeriodicGrid grid = new PeriodicGrid(96, 2 * Math.PI);

    assertOrder(
        scheme,
        new Burgers(viscosity),
        grid,
        coleHopf(grid, viscosity, 0),
        coleHopf(grid, viscosity, time),
        time);
  }

  private static double[] coleHopf(PeriodicGrid grid, double viscosity, double time) {
    double[] u = new double[grid.points()];
    double decay = Math.exp(-viscosity * time);
    for (int j = 0; j < u.length; j++) {
      double x = grid.spacing() * j;
      u[j] = 2 * viscosity * decay * Math.sin(x) / (1.5 + decay * Math.cos(x));
    }
    return u;
  }

  /**
   * KdV-Burgers has no such solution; the classical Runge-Kutta scheme on dense matrices stands in.
   * The complex symbol is the point: a scheme that drops the imaginary parts of its coefficients
   * passes on Burgers and falls back to first order here.
   */
  @ParameterizedTest
  @EnumSource(EtdScheme.class)
  void kdvBurgersConvergesToTheClassicalRungeKuttaSolution(EtdScheme scheme) {
    double time = 1;
    Equation equation = new KdvBurgers(0.2, 0.05);
    PeriodicGrid grid = new PeriodicGrid(48, 2 * Math.PI);
    double[] initial = new double[grid.points()];
    for (int j = 0; j < initial.length; j++) {
      initial[j] = Math.sin(grid.spacing() * j) + 0.5;
    }

    assertOrder(scheme, equation, grid, initial, rungeKutta(equation, grid, initial, time), time);
  }

  private static void assertOrder(
      EtdScheme scheme,
      Equation equation,
      PeriodicGrid grid,
      double[] initial,
      double[] expected,
      double time) {
    double[] errors = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      int steps = 40 << i;
      Stepper stepper = new SubSteppedStepper(scheme.stepper(equation, grid, time / steps), steps);
      double[] actual = new double[initial.length];
      stepper.step(initial, actual);
      for (int j = 0; j < actual.length; j++) {
        errors[i] = Math.max(errors[i], Math.abs(actual[j] - expected[j]));
      }
    }
    for (int i = 1; i < RUNS; i++) {
      double order = Math.log(errors[i - 1] / errors[i]) / Math.log(2);
      assertTrue(
          order > scheme.order() - 0.1,
          scheme + " on " + equation + " errors " + Arrays.toString(errors));
    }
  }

  private static double[] rungeKutta(
      Equation equation, PeriodicGrid grid, double[] initial, double time) {
    double nyquist = grid.wavenumber(grid.nyquistMode());
    Circulant linear =
        new Circulant(
            grid,
            k -> {
              Complex symbol = equation.linearSymbol(k);
              return k == nyquist ? Complex.real(symbol.re()) : symbol;
            });
    Circulant derivative =
        new Circulant(grid, k -> k == nyquist ? Complex.ZERO : new Complex(0, k));
    int steps = 4000;
    double h = time / steps;
    double[] u = initial.clone();
    for (int i = 0; i < steps; i++) {
      double[] k1 = rate(linear, derivative, u);
      double[] k2 = rate(linear, derivative, moved(u, h / 2, k1));
      double[] k3 = rate(linear, derivative, moved(u, h / 2, k2));
      double[] k4 = rate(linear, derivative, moved(u, h, k3));
      u = moved(moved(moved(moved(u, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
    }
    return u;
  }

  /** L u − ½ (u²)_x. */
  private static double[] rate(Circulant linear, Circulant derivative, double[] u) {
    double[] square = new double[u.length];
    for (int j = 0; j < u.length; j++) {
      square[j] = u[j] * u[j];
    }
    return moved(linear.times(u), -0.5, derivative.times(square));
  }

  private static double[] moved(double[] u, double factor, double[] direction) {
    double[] result = new double[u.length];
    for (int j = 0; j < u.length; j++) {
      result[j] = u[j] + factor * direction[j];
    }
    return result;
  }
}
