package org.unfurl.sim.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.unfurl.sim.verification.Convergence.order;
import static org.unfurl.sim.verification.States.advanced;
import static org.unfurl.sim.verification.States.dot;
import static org.unfurl.sim.verification.States.largestDifference;
import static org.unfurl.sim.verification.States.moved;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.PlaneMultiplier;
import org.unfurl.sim.spectral.PlaneTransform;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.ExponentialPlaneStepper;
import org.unfurl.sim.stepper.SubSteppedStepper;

/** Exact solutions and PISO: KolmogorovExperiments in the verification package. */
class PseudoSpectralStepperTest {

  private static final double LENGTH = 2 * Math.PI;
  private static final double VISCOSITY = 0.05;
  private static final double WIND_X = 0.7;
  private static final double WIND_Y = -0.4;

  /** Sides, spacings and cell numbers along x and y all differ. */
  private static final StaggeredGrid OBLONG =
      new StaggeredGrid(new PeriodicGrid(16, 5), new PeriodicGrid(12, 3));

  /** A streamfunction; its differences along faces are the exact means of its velocities. */
  private interface Stream {
    double at(double x, double y);
  }

  /** Waves of up to two periods, with vorticities of order one. */
  private static double waves(double x, double y) {
    return Math.cos(x + 0.3) * Math.cos(y)
        + 0.5 * Math.sin(2 * x - y)
        + 0.3 * Math.cos(x + 2 * y + 1)
        + 0.4 * Math.sin(2 * y);
  }

  @ParameterizedTest
  @CsvSource({"etd1, 1", "etdrk2, 2", "etdrk4, 4"})
  void timeIsOfTheSchemesOrderInAForcedFlow(String scheme, int order) {
    StaggeredGrid grid = StaggeredGrid.square(16, LENGTH);
    double[][] states = new double[4][];
    for (int i = 0; i < states.length; i++) {
      int steps = 20 << i;
      states[i] =
          advanced(
              stepper(scheme, grid, 1, 1.0 / steps), faces(grid, WIND_X, WIND_Y, WAVES), steps);
    }
    double first = largestDifference(states[0], states[1]);
    double second = largestDifference(states[1], states[2]);
    double third = largestDifference(states[2], states[3]);
    assertEquals(order, order(first, second), 0.25);
    assertEquals(order, order(second, third), 0.25);
  }

  private static final Stream WAVES = PseudoSpectralStepperTest::waves;

  /** The force against viscosity: u = F sin(n y) / (ν n²), which does not change. */
  @Test
  void laminarFlowIsSteady() {
    StaggeredGrid grid = StaggeredGrid.square(16, LENGTH);
    double[] laminar = faces(grid, 0, 0, (x, y) -> -Math.cos(2 * y) / (8 * VISCOSITY));
    assertEquals(
        0,
        largestDifference(advanced(stepper("etdrk4", grid, 1, 0.3), laminar, 10), laminar),
        1e-13);
  }

  /**
   * Without a mean the curl obeys the vorticity form of the same equation, which is discretised
   * elsewhere with the same products: equal to rounding after any number of steps.
   */
  @ParameterizedTest
  @ValueSource(strings = {"etd1", "etdrk2", "etdrk4"})
  void theCurlIsThatOfTheVorticityForm(String scheme) {
    int points = 16;
    StaggeredGrid grid = StaggeredGrid.square(points, LENGTH);
    double[] later = advanced(stepper(scheme, grid, 1, 0.05), faces(grid, 0, 0, WAVES), 20);

    double[] vorticity = new double[points * points];
    double h = LENGTH / points;
    for (int i = 0; i < vorticity.length; i++) {
      int row = i / points;
      vorticity[i] = waves(i % points * h, row * h);
    }
    vorticity = minusLaplacian(points, vorticity);
    PeriodicPlane plane = PeriodicPlane.square(points, LENGTH);
    Vorticity equation = new Vorticity(VISCOSITY, 1, 2);
    vorticity =
        advanced(ExponentialPlaneStepper.named(scheme, equation, plane, 0.05), vorticity, 20);

    double[] stream = new double[points * points];
    for (int i = 1; i < stream.length; i++) {
      int below = i - points;
      stream[i] =
          below >= 0
              ? stream[below] + h * later[below]
              : stream[i - 1] - h * later[points * points + i - 1];
    }
    assertArrayEquals(vorticity, minusLaplacian(points, stream), 1e-12);
  }

  private static double[] minusLaplacian(int points, double[] field) {
    PlaneTransform transform = new PlaneTransform(points, points);
    double[] spectrum = new double[transform.spectrumSize()];
    double[] result = new double[field.length];
    transform.forward(field, 0, spectrum, 0);
    new PlaneMultiplier(transform, (kx, ky) -> Complex.real(kx * kx + ky * ky))
        .apply(spectrum, 0, spectrum, 0, false);
    transform.inverse(spectrum, 0, result, 0);
    return result;
  }

  @Test
  void divergenceIsRemovedFirstAndDoesNotComeBack() {
    double[] state = random(OBLONG, "state");
    double[] pressure = random(OBLONG, "pressure");
    double[] withGradient = state.clone();
    OBLONG.subtractGradient(pressure, withGradient);
    double[] later = advanced(oblong("etdrk4"), withGradient, 1);

    double[] divergence = new double[OBLONG.cells()];
    OBLONG.divergence(withGradient, divergence);
    double before = largest(divergence);
    OBLONG.divergence(later, divergence);
    assertTrue(largest(divergence) < 1e-13 * before, largest(divergence) + " of " + before);
    assertEquals(0, largestDifference(advanced(oblong("etdrk4"), state, 1), later), 1e-13);
  }

  @Test
  void momentumIsConserved() {
    double[] state = random(OBLONG, "state");
    double[] later = advanced(oblong("etdrk4"), state, 20);
    for (int channel = 0; channel < 2; channel++) {
      int from = channel * OBLONG.cells();
      double before = mean(state, from, OBLONG.cells());
      assertEquals(before, mean(later, from, OBLONG.cells()), 1e-14);
    }
  }

  /**
   * ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩ at random states with divergence, mean and modes of all lengths. A step is
   * a polynomial in its state, so central differences of several widths, extrapolated, have no
   * truncation error that rounding would not hide.
   */
  @ParameterizedTest
  @CsvSource({"etd1, 1", "etdrk2, 1", "etdrk4, 1", "etdrk4, 3"})
  void adjointIsTheTransposeOfTheTangent(String scheme, int steps) {
    DifferentiableStepper chain = new SubSteppedStepper(oblong(scheme), steps);
    double[] state = random(OBLONG, "state");
    double[] direction = random(OBLONG, "direction");
    double[] cotangent = random(OBLONG, "cotangent");
    double[] adjoint = new double[state.length];
    chain.vjp(state, cotangent, adjoint);

    double adjointSide = dot(direction, adjoint);
    double tangentSide = dot(tangent(chain, state, direction), cotangent);
    double error = Math.abs(tangentSide / adjointSide - 1);
    assertTrue(error < 1e-11, "<Jv, l> " + tangentSide + ", <v, JT l> " + adjointSide);
  }

  /** Romberg's scheme on central differences: level k cancels the error of order 2k. */
  private static double[] tangent(DifferentiableStepper stepper, double[] u, double[] v) {
    int levels = 6;
    double[][] table = new double[levels][];
    for (int level = 0; level < levels; level++) {
      double width = 0.5 / (1 << level);
      double[] above = advanced(stepper, moved(u, width, v), 1);
      double[] below = advanced(stepper, moved(u, -width, v), 1);
      table[level] = new double[u.length];
      for (int i = 0; i < u.length; i++) {
        table[level][i] = (above[i] - below[i]) / (2 * width);
      }
    }
    for (int order = 1; order < levels; order++) {
      double factor = 1 << 2 * order;
      for (int level = 0; level < levels - order; level++) {
        for (int i = 0; i < u.length; i++) {
          table[level][i] = (factor * table[level + 1][i] - table[level][i]) / (factor - 1);
        }
      }
    }
    return table[0];
  }

  /** |⟨λ, S(u + εv)⟩ − ⟨λ, S(u)⟩ − ε ⟨v, Jᵀλ⟩| falls with ε². */
  @ParameterizedTest
  @ValueSource(strings = {"etd1", "etdrk2", "etdrk4"})
  void taylorRemainderIsOfSecondOrder(String scheme) {
    DifferentiableStepper stepper = oblong(scheme);
    double[] u = random(OBLONG, "state");
    double[] v = random(OBLONG, "direction");
    double[] lambda = random(OBLONG, "cotangent");
    double[] adjoint = new double[u.length];
    stepper.vjp(u, lambda, adjoint);
    double[] remainder = new double[3];
    for (int i = 0; i < remainder.length; i++) {
      double epsilon = 1e-2 / (1 << i);
      double change =
          dot(lambda, advanced(stepper, moved(u, epsilon, v), 1))
              - dot(lambda, advanced(stepper, u, 1));
      remainder[i] = Math.abs(change - epsilon * dot(v, adjoint));
    }
    assertEquals(2, order(remainder[0], remainder[1]), 0.05, Arrays.toString(remainder));
    assertEquals(2, order(remainder[1], remainder[2]), 0.05, Arrays.toString(remainder));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e200, Double.POSITIVE_INFINITY, Double.NaN})
  void whatIsNotFiniteLeavesItsNeighboursAlone(double size) {
    int stateSize = OBLONG.shape().size();
    double[] sound = random(OBLONG, "state");
    double[] states = Arrays.copyOf(sound, 3 * stateSize);
    for (int i = 0; i < stateSize; i++) {
      states[stateSize + i] = size * sound[i];
      states[2 * stateSize + i] = sound[i];
    }
    PseudoSpectralStepper stepper = oblong("etdrk4");
    double[] next = new double[states.length];
    double[] adjoint = new double[states.length];
    stepper.step(states, next);
    stepper.vjp(states, states.clone(), adjoint);

    for (double[] result : new double[][] {next, adjoint}) {
      double[] first = Arrays.copyOf(result, stateSize);
      assertTrue(Arrays.stream(first).allMatch(Double::isFinite));
      assertTrue(
          Arrays.stream(result, stateSize, 2 * stateSize)
              .anyMatch(value -> !Double.isFinite(value)));
      assertArrayEquals(first, Arrays.copyOfRange(result, 2 * stateSize, 3 * stateSize));
    }
  }

  @Test
  void refusesWhatItCannotSolve() {
    assertRefused("viscosity (-1.0)", -1, 1, 2, 0.1);
    assertRefused("force (NaN)", 1, Double.NaN, 2, 0.1);
    assertRefused("forcedWaves (7)", 1, 1, 7, 0.1);
    assertRefused("timeStep (0.0)", 1, 1, 2, 0);
  }

  private static void assertRefused(
      String start, double viscosity, double force, int waves, double timeStep) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new PseudoSpectralStepper("etdrk4", OBLONG, viscosity, force, waves, timeStep))
            .getMessage();
    assertTrue(message.startsWith(start), message);
  }

  private static PseudoSpectralStepper stepper(
      String scheme, StaggeredGrid grid, double force, double timeStep) {
    return new PseudoSpectralStepper(scheme, grid, VISCOSITY, force, 2, timeStep);
  }

  private static PseudoSpectralStepper oblong(String scheme) {
    return stepper(scheme, OBLONG, 1, 0.05);
  }

  /** u = U + ∂ψ/∂y, v = V − ∂ψ/∂x, means over the faces. */
  private static double[] faces(StaggeredGrid grid, double windX, double windY, Stream stream) {
    double[] velocity = new double[grid.shape().size()];
    double dx = grid.x().spacing();
    double dy = grid.y().spacing();
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        int k = j * grid.columns() + i;
        double corner = stream.at(i * dx, j * dy);
        velocity[k] = windX + (stream.at(i * dx, (j + 1) * dy) - corner) / dy;
        velocity[grid.cells() + k] = windY - (stream.at((i + 1) * dx, j * dy) - corner) / dx;
      }
    }
    return velocity;
  }

  private static double[] random(StaggeredGrid grid, String purpose) {
    return new Seed(9).derive(purpose).generator().doubles(grid.shape().size(), -1, 1.2).toArray();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static double mean(double[] values, int from, int count) {
    return Arrays.stream(values, from, from + count).average().orElseThrow();
  }
}
