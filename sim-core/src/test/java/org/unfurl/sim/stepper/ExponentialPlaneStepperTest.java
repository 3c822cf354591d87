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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.equation.PlaneEquations;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.random.Seed;

/** Schemes on the plane: what they conserve, solutions that are known, orders, adjoints. */
final class ExponentialPlaneStepperTest {

  private static final double LENGTH = 2 * Math.PI;
  private static final PeriodicPlane GRID = PeriodicPlane.square(32, LENGTH);

  enum Scheme {
    ETD1(1),
    ETDRK2(2),
    ETDRK4(4);

    final int order;

    Scheme(int order) {
      this.order = order;
    }

    DifferentiableStepper stepper(PlaneEquation equation, PeriodicPlane grid, double timeStep) {
      return switch (this) {
        case ETD1 -> ExponentialPlaneStepper.etd1(equation, grid, timeStep);
        case ETDRK2 -> ExponentialPlaneStepper.etdRk2(equation, grid, timeStep);
        case ETDRK4 -> ExponentialPlaneStepper.etdRk4(equation, grid, timeStep);
      };
    }
  }

  /**
   * ω = 2 sin x sin y exp(−2νt) is an exact solution (Taylor and Green 1937): its advection
   * vanishes, so every scheme is exact to rounding.
   */
  @ParameterizedTest
  @EnumSource
  void taylorGreenVorticesDecayExactly(Scheme scheme) {
    double viscosity = 0.1;
    double timeStep = 0.05;
    DifferentiableStepper stepper = scheme.stepper(Vorticity.unforced(viscosity), GRID, timeStep);
    double[] state = field(GRID, (x, y) -> 2 * Math.sin(x) * Math.sin(y));
    double[] end = advanced(stepper, state, 40);
    double decay = Math.exp(-2 * viscosity * 40 * timeStep);
    for (int i = 0; i < state.length; i++) {
      assertEquals(decay * state[i], end[i], 1e-13);
    }
  }

  /**
   * The laminar state of Kolmogorov's flow, u = F sin(n y) / (ν n²), is a fixed point: ω = −F cos(n
   * y) / (ν n).
   */
  @ParameterizedTest
  @EnumSource
  void theLaminarKolmogorovFlowStands(Scheme scheme) {
    Vorticity equation = new Vorticity(0.05, 0.3, 4);
    double[] state = field(GRID, (x, y) -> -0.3 * Math.cos(4 * y) / (0.05 * 4));
    assertArrayEquals(state, advanced(scheme.stepper(equation, GRID, 0.1), state, 20), 1e-12);
  }

  /** Dealiased advection conserves both; at this step the scheme's error in time is rounding. */
  @Test
  void advectionConservesEnergyAndEnstrophy() {
    // So little viscosity that it does not count.
    Vorticity equation = Vorticity.unforced(1e-14);
    double[] state = smooth(GRID, 1, "state");
    double[] end = advanced(ExponentialPlaneStepper.etdRk4(equation, GRID, 0.01), state, 50);
    assertTrue(distance(end, state) > 0.01, "the flow must move");
    assertEquals(1, dot(end, end) / dot(state, state), 1e-12);
    assertEquals(1, energy(end) / energy(state), 1e-12);
    assertEquals(0, Arrays.stream(end).sum(), 1e-10);
  }

  static Stream<Arguments> cases() {
    return Stream.of(Scheme.values())
        .flatMap(
            scheme ->
                PlaneEquations.examples().stream()
                    .map(equation -> Arguments.of(scheme, equation.name(), equation)));
  }

  /** The error against a run with much smaller steps falls with the order of the scheme. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void convergesWithItsOrder(Scheme scheme, String name, PlaneEquation equation) {
    // Coarse, because stiff modes cost ETDRK4 part of its order (Hochbruck and Ostermann 2005, SIAM
    // J. Numer. Anal. 43, 1069, doi 10.1137/040611434).
    PeriodicPlane grid = PeriodicPlane.square(16, 2 * LENGTH);
    double[] state = smooth(grid, equation.channels(), "state");
    double end = 0.2;
    double[] truth =
        advanced(ExponentialPlaneStepper.etdRk4(equation, grid, end / 512), state, 512);
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      int steps = 32 << i;
      double[] result = advanced(scheme.stepper(equation, grid, end / steps), state, steps);
      errors[i] = distance(result, truth);
    }
    // A linear equation is integrated exactly by every scheme, and rounding has no order.
    if (errors[1] > 3e-12) {
      double order = Math.log(errors[0] / errors[1]) / Math.log(2);
      assertEquals(scheme.order, order, 0.3, "errors " + Arrays.toString(errors));
    }
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩; J v extrapolated from central differences. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void adjointIsTheTransposeOfTheDerivative(Scheme scheme, String name, PlaneEquation equation) {
    PeriodicPlane grid = PeriodicPlane.square(12, LENGTH);
    DifferentiableStepper stepper = scheme.stepper(equation, grid, 0.02);
    double[] u = smooth(grid, equation.channels(), "state");
    double[] v = random(u.length, "direction");
    double[] lambda = random(u.length, "cotangent");
    double[] adjoint = new double[u.length];
    stepper.vjp(u, lambda, adjoint);
    double coarse = directional(stepper, u, v, lambda, 2e-3);
    double fine = directional(stepper, u, v, lambda, 1e-3);
    double finest = directional(stepper, u, v, lambda, 5e-4);
    double once = (4 * fine - coarse) / 3;
    double twice = (4 * finest - fine) / 3;
    double tangentSide = (16 * twice - once) / 15;
    double adjointSide = dot(v, adjoint);
    assertEquals(1, tangentSide / adjointSide, 1e-10);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void taylorRemainderIsOfSecondOrder(Scheme scheme, String name, PlaneEquation equation) {
    PeriodicPlane grid = PeriodicPlane.square(12, LENGTH);
    DifferentiableStepper stepper = scheme.stepper(equation, grid, 0.02);
    double[] u = smooth(grid, equation.channels(), "state");
    double[] v = random(u.length, "direction");
    double[] lambda = random(u.length, "cotangent");
    double[] next = new double[u.length];
    double[] adjoint = new double[u.length];
    stepper.step(u, next);
    stepper.vjp(u, lambda, adjoint);
    double base = dot(lambda, next);
    double slope = dot(v, adjoint);
    double[] remainder = new double[3];
    for (int i = 0; i < remainder.length; i++) {
      double epsilon = 2e-3 / (1 << i);
      stepper.step(moved(u, epsilon, v), next);
      remainder[i] = Math.abs(dot(lambda, next) - base - epsilon * slope);
    }
    if (remainder[0] > 1e-10) {
      for (int i = 1; i < remainder.length; i++) {
        double order = Math.log(remainder[i - 1] / remainder[i]) / Math.log(2);
        assertEquals(2, order, 0.1, "remainders " + Arrays.toString(remainder));
      }
    }
  }

  @Test
  void batchIsItsStatesOneByOneToTheBit() {
    Vorticity equation = new Vorticity(0.01, 1, 2);
    DifferentiableStepper stepper = ExponentialPlaneStepper.etdRk2(equation, GRID, 0.05);
    int size = stepper.stateSize();
    double[] states = random(3 * size, "state");
    double[] cotangents = random(3 * size, "cotangent");
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
    double[] states = smooth(GRID, 1, "state");
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

  private interface Function {
    double at(double x, double y);
  }

  private static double[] field(PeriodicPlane grid, Function function) {
    double[] values = new double[grid.points()];
    int i = 0;
    for (int y = 0; y < grid.y().points(); y++) {
      for (int x = 0; x < grid.x().points(); x++) {
        values[i++] = function.at(x * grid.x().spacing(), y * grid.y().spacing());
      }
    }
    return values;
  }

  /** A few waves of order 0.5 around 0.5, without a mean for one channel. */
  private static double[] smooth(PeriodicPlane grid, int channels, String purpose) {
    double[] phases = random(6 * channels, purpose);
    double[] states = new double[channels * grid.points()];
    for (int channel = 0; channel < channels; channel++) {
      int c = 6 * channel;
      double mean = channels == 1 ? 0 : 0.5;
      double[] values =
          field(
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

  /** ½⟨u² + v²⟩ up to a factor: the sum of |ω̂|²/k², by the definition of the transform. */
  private static double energy(double[] vorticity) {
    int n = GRID.x().points();
    double sum = 0;
    for (int ky = -n / 2 + 1; ky < n / 2; ky++) {
      for (int kx = -n / 2 + 1; kx < n / 2; kx++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < vorticity.length; i++) {
          double angle = 2 * Math.PI * (kx * (i % n) + ky * (i / n)) / n;
          re += vorticity[i] * Math.cos(angle);
          im -= vorticity[i] * Math.sin(angle);
        }
        sum += kx == 0 && ky == 0 ? 0 : (re * re + im * im) / (kx * kx + ky * ky);
      }
    }
    return sum;
  }

  private static double directional(
      Stepper stepper, double[] u, double[] v, double[] lambda, double epsilon) {
    double[] plus = new double[u.length];
    double[] minus = new double[u.length];
    stepper.step(moved(u, epsilon, v), plus);
    stepper.step(moved(u, -epsilon, v), minus);
    return (dot(lambda, plus) - dot(lambda, minus)) / (2 * epsilon);
  }

  private static double[] moved(double[] u, double epsilon, double[] v) {
    double[] result = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      result[i] = u[i] + epsilon * v[i];
    }
    return result;
  }

  private static double[] advanced(Stepper stepper, double[] state, int steps) {
    double[] u = state.clone();
    double[] next = new double[u.length];
    for (int step = 0; step < steps; step++) {
      stepper.step(u, next);
      double[] previous = u;
      u = next;
      next = previous;
    }
    return u;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] random(int size, String purpose) {
    return new Seed(5).derive(purpose).generator().doubles(size, -1.5, 1.5).toArray();
  }
}
