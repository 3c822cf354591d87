package org.unfurl.sim.stepper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.equation.AdvectionDiffusion;
import org.unfurl.sim.equation.AllenCahn;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.FisherKpp;
import org.unfurl.sim.equation.GrayScott;
import org.unfurl.sim.equation.Hyperdiffusion;
import org.unfurl.sim.equation.IsotropicEquation;
import org.unfurl.sim.equation.KortewegDeVries;
import org.unfurl.sim.equation.KuramotoSivashinsky;
import org.unfurl.sim.equation.KuramotoSivashinskyPlane;
import org.unfurl.sim.equation.SwiftHohenberg;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.spectral.Complex;

/** Each equation of the family against a solution that is known. */
final class SpectralFamilyTest {

  private static final PeriodicGrid CIRCLE = new PeriodicGrid(32, 2 * Math.PI);

  /** u = 3c sech²(½ √(c/δ) (x − c t)), on a line so long that the soliton has no image. */
  @Test
  void aSolitonTravelsUnchanged() {
    double dispersion = 1;
    double speed = 1;
    PeriodicGrid grid = new PeriodicGrid(256, 60);
    DoubleUnaryOperator soliton =
        distance -> {
          double cosh = Math.cosh(0.5 * Math.sqrt(speed / dispersion) * distance);
          return 3 * speed / (cosh * cosh);
        };
    double time = 5;
    double[] end =
        advanced(
            ExponentialStepper.etdRk4(new KortewegDeVries(dispersion), grid, 0.005),
            line(grid, x -> soliton.applyAsDouble(x - 25)),
            1000);
    // The far ends of the soliton are e⁻²⁵ high.
    assertArrayEquals(line(grid, x -> soliton.applyAsDouble(x - 25 - speed * time)), end, 1e-8);
  }

  /** Without gradients what is left is u' = r u (1 − u): u = 1 / (1 + (1/u₀ − 1) e^{−rt}). */
  @Test
  void aUniformPopulationGrowsLogistically() {
    Equation equation = new FisherKpp(0.1, 1.5);
    double[] end =
        advanced(ExponentialStepper.etdRk4(equation, CIRCLE, 0.01), line(CIRCLE, x -> 0.1), 200);
    assertEquals(1 / (1 + 9 * Math.exp(-1.5 * 2)), end[5], 1e-9);
  }

  /** Without gradients, u' = u − u³: u = u₀ eᵗ / √(1 + u₀² (e²ᵗ − 1)). */
  @Test
  void aUniformPhaseSeparates() {
    double[] end =
        advanced(
            ExponentialStepper.etdRk4(new AllenCahn(0.2), CIRCLE, 0.01),
            line(CIRCLE, x -> 0.2),
            200);
    double expected = 0.2 * Math.exp(2) / Math.sqrt(1 + 0.04 * (Math.exp(4) - 1));
    assertEquals(expected, end[5], 1e-9);
  }

  /**
   * Cross and Hohenberg 1993, Rev. Mod. Phys. 65, 851: rolls of amplitude 2 √(r/3) + O(r^{3/2}).
   */
  @Test
  void rollsSaturate() {
    double drive = 0.01;
    double[] end =
        advanced(
            ExponentialStepper.etdRk4(new SwiftHohenberg(drive), CIRCLE, 1),
            line(CIRCLE, x -> 0.1 * Math.cos(x)),
            2000);
    double amplitude = Arrays.stream(end).max().orElseThrow();
    assertEquals(2 * Math.sqrt(drive / 3), amplitude, 1e-3 * amplitude);
  }

  /** Waves of linear equations decay and travel as their symbols say. */
  @Test
  void linearEquationsAreSolvedExactlyAtAnyTimeStep() {
    double time = 3;
    double[] diffused =
        advanced(
            ExponentialStepper.etd1(new AdvectionDiffusion(0.7, 0, 0.1), CIRCLE, time),
            line(CIRCLE, x -> Math.sin(2 * x)),
            1);
    double decay = Math.exp(-0.1 * 4 * time);
    assertArrayEquals(line(CIRCLE, x -> decay * Math.sin(2 * (x - 0.7 * time))), diffused, 1e-13);

    double[] smoothed =
        advanced(
            ExponentialStepper.etd1(new Hyperdiffusion(0.01), CIRCLE, time),
            line(CIRCLE, x -> Math.sin(2 * x)),
            1);
    assertArrayEquals(
        line(CIRCLE, x -> Math.exp(-0.01 * 16 * time) * Math.sin(2 * x)), smoothed, 1e-13);

    PeriodicPlane plane = new PeriodicPlane(new PeriodicGrid(12, 2 * Math.PI), CIRCLE);
    double[] oblique =
        advanced(
            ExponentialPlaneStepper.etd1(new AdvectionDiffusion(0.7, -0.4, 0.1), plane, time),
            plane(plane, (x, y) -> Math.sin(x + 2 * y)),
            1);
    double slower = Math.exp(-0.1 * 5 * time);
    assertArrayEquals(
        plane(plane, (x, y) -> slower * Math.sin(x - 0.7 * time + 2 * (y + 0.4 * time))),
        oblique,
        1e-13);
  }

  static Stream<IsotropicEquation> isotropic() {
    return Stream.of(
        new AllenCahn(0.3),
        new FisherKpp(0.1, 1),
        new SwiftHohenberg(0.3),
        new Hyperdiffusion(0.1));
  }

  /** On a plane, a state that does not vary along one axis is a state on a line. */
  @ParameterizedTest
  @MethodSource("isotropic")
  void aPlaneIsALineWhereNothingVariesAcross(IsotropicEquation equation) {
    PeriodicGrid across = new PeriodicGrid(8, 3);
    DoubleUnaryOperator shape = x -> 0.4 + 0.3 * Math.sin(x) + 0.2 * Math.cos(3 * x);
    double[] onLine =
        advanced(ExponentialStepper.etdRk2(equation, CIRCLE, 0.05), line(CIRCLE, shape), 10);
    PeriodicPlane alongX = new PeriodicPlane(across, CIRCLE);
    double[] planeX =
        advanced(
            ExponentialPlaneStepper.etdRk2(equation, alongX, 0.05),
            plane(alongX, (x, y) -> shape.applyAsDouble(x)),
            10);
    PeriodicPlane alongY = new PeriodicPlane(CIRCLE, across);
    double[] planeY =
        advanced(
            ExponentialPlaneStepper.etdRk2(equation, alongY, 0.05),
            plane(alongY, (x, y) -> shape.applyAsDouble(y)),
            10);
    for (int j = 0; j < 32; j++) {
      for (int i = 0; i < 8; i++) {
        assertEquals(onLine[j], planeX[i * 32 + j], 1e-13);
        assertEquals(onLine[j], planeY[j * 8 + i], 1e-13);
      }
    }
  }

  /** If h(x) solves the equation on the plane, h_x solves that on the line. */
  @Test
  void slopesOfAFlameFrontFollowTheEquationOnTheLine() {
    PeriodicGrid grid = new PeriodicGrid(64, 20);
    double k = 2 * Math.PI / 20;
    PeriodicPlane plane = new PeriodicPlane(new PeriodicGrid(4, 5), grid);
    double[] heights =
        advanced(
            ExponentialPlaneStepper.etdRk4(new KuramotoSivashinskyPlane(1), plane, 0.01),
            plane(plane, (x, y) -> Math.sin(k * x) + 0.5 * Math.cos(2 * k * x)),
            500);
    double[] slopes =
        advanced(
            ExponentialStepper.etdRk4(new KuramotoSivashinsky(), grid, 0.01),
            line(grid, x -> k * Math.cos(k * x) - k * Math.sin(2 * k * x)),
            500);
    double[] derivative =
        new Circulant(
                grid,
                wavenumber ->
                    wavenumber == grid.wavenumber(grid.nyquistMode())
                        ? Complex.ZERO
                        : new Complex(0, wavenumber))
            .times(Arrays.copyOf(heights, 64));
    assertTrue(Arrays.stream(slopes).max().orElseThrow() > 0.5, "the front must not be flat");
    assertArrayEquals(slopes, derivative, 1e-6);
  }

  /** u = 1, v = 0 needs no feeding; any other uniform state follows two ordinary equations. */
  @Test
  void withoutAutocatalystNothingReacts() {
    PeriodicPlane plane = PeriodicPlane.square(8, 1);
    GrayScott equation = new GrayScott(0.02, 0.01, 0.04, 0.06);
    DifferentiableStepper stepper = ExponentialPlaneStepper.etdRk4(equation, plane, 0.5);
    double[] trivial = new double[128];
    Arrays.fill(trivial, 0, 64, 1);
    assertArrayEquals(trivial, advanced(stepper, trivial, 20), 1e-13);

    double[] state = new double[128];
    Arrays.fill(state, 0, 64, 0.5);
    Arrays.fill(state, 64, 128, 0.25);
    double[] end = advanced(stepper, state, 20);
    // Classical Runge-Kutta with steps of 0.001.
    double u = 0.5;
    double v = 0.25;
    double h = 0.001;
    for (int i = 0; i < 10_000; i++) {
      double[] a = rate(equation, u, v);
      double[] b = rate(equation, u + h / 2 * a[0], v + h / 2 * a[1]);
      double[] c = rate(equation, u + h / 2 * b[0], v + h / 2 * b[1]);
      double[] d = rate(equation, u + h * c[0], v + h * c[1]);
      u += h / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0]);
      v += h / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1]);
    }
    assertEquals(u, end[3], 1e-7);
    assertEquals(v, end[64 + 3], 1e-7);
  }

  private static double[] rate(GrayScott equation, double u, double v) {
    double reaction = u * v * v;
    return new double[] {
      -reaction + equation.feed() * (1 - u), reaction - (equation.feed() + equation.kill()) * v
    };
  }

  static Stream<Equation> onLines() {
    return Stream.concat(
        isotropic(), Stream.of(new KortewegDeVries(0.3), new AdvectionDiffusion(1, 0, 0.1)));
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩, J v extrapolated from central differences, for every scheme. */
  @ParameterizedTest
  @MethodSource("onLines")
  void adjointsOnTheLineAreTransposes(Equation equation) {
    for (EtdScheme scheme : EtdScheme.values()) {
      DifferentiableStepper stepper = scheme.stepper(equation, CIRCLE, 0.05);
      double[] u = random("state");
      double[] v = random("direction");
      double[] lambda = random("cotangent");
      double[] adjoint = new double[u.length];
      stepper.vjp(u, lambda, adjoint);
      double coarse = directional(stepper, u, v, lambda, 2e-3);
      double fine = directional(stepper, u, v, lambda, 1e-3);
      double finest = directional(stepper, u, v, lambda, 5e-4);
      double tangentSide = (16 * (4 * finest - fine) / 3 - (4 * fine - coarse) / 3) / 15;
      double adjointSide = 0;
      for (int i = 0; i < v.length; i++) {
        adjointSide += v[i] * adjoint[i];
      }
      assertEquals(1, tangentSide / adjointSide, 1e-10, scheme + " " + equation);
    }
  }

  private static double directional(
      Stepper stepper, double[] u, double[] v, double[] lambda, double epsilon) {
    double[] plus = u.clone();
    double[] minus = u.clone();
    for (int i = 0; i < u.length; i++) {
      plus[i] += epsilon * v[i];
      minus[i] -= epsilon * v[i];
    }
    double[] afterPlus = advanced(stepper, plus, 1);
    double[] afterMinus = advanced(stepper, minus, 1);
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += lambda[i] * (afterPlus[i] - afterMinus[i]) / (2 * epsilon);
    }
    return sum;
  }

  private static double[] random(String purpose) {
    return new Seed(9).derive(purpose).generator().doubles(32, -1, 1).toArray();
  }

  private static double[] line(PeriodicGrid grid, DoubleUnaryOperator function) {
    double[] values = new double[grid.points()];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(i * grid.spacing());
    }
    return values;
  }

  private interface OnPlane {
    double at(double x, double y);
  }

  private static double[] plane(PeriodicPlane grid, OnPlane function) {
    double[] values = new double[grid.points()];
    int i = 0;
    for (int y = 0; y < grid.y().points(); y++) {
      for (int x = 0; x < grid.x().points(); x++) {
        values[i++] = function.at(x * grid.x().spacing(), y * grid.y().spacing());
      }
    }
    return values;
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
}
