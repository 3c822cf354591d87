package org.unfurl.sim.wake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;

/** One step and its adjoint, on a small grid and on the solver's. */
class OperatorSplittingTest {

  private static final int[] COLUMNS = {32, 64};

  /** Re 97.7 by the diameter: the most viscous of the trained flows. */
  private static final double VISCOSITY = 20 / 97.7;

  /** With this many units of viscosity a step of 1 needs several diffusion substeps. */
  private static final double SUBSTEPPED = 12;

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128})
  void aStepLeavesNoDivergenceAndTheKnownVelocities(int columns) {
    WakeGrid grid = new WakeGrid(columns);
    double[] state = state(grid, "state");
    double[] next = new double[state.length];
    new OperatorSplittingStepper(grid, VISCOSITY, 1).step(state, next);

    for (double divergence : divergences(grid.rows(), columns, next)) {
      assertEquals(0, divergence, 1e-12);
    }
    for (int k = 0; k < next.length; k++) {
      assertTrue(grid.isFree(k) || next[k] == 0, "index " + k);
    }
  }

  /** Without the cylinder, the free stream is a fixed point. */
  @Test
  void theFreeStreamMovesOnlyBecauseOfTheCylinder() {
    WakeGrid grid = new WakeGrid(32);
    double[] state = new double[grid.shape().size()];
    for (int k = 0; k < state.length / 2; k++) {
      state[k] = 1;
    }
    Diffusion diffusion =
        new Diffusion(0.4, all(grid), new PaddedFaces(grid.columns(), grid.rows()));
    SemiLagrangianAdvection advection =
        new SemiLagrangianAdvection(
            0.32,
            all(grid),
            new PaddedFaces(grid.columns(), grid.rows()),
            new PaddedFaces(grid.columns(), grid.rows()));
    double[] moved = state.clone();
    diffusion.apply(moved);
    advection.apply(moved);
    new Projection(grid.columns(), grid.rows(), all(grid))
        .apply(moved, 1, new double[state.length / 2]);
    assertArrayEquals(state, moved, 1e-14);
  }

  /** ⟨J v, λ⟩ = ⟨v, Jᵀ λ⟩, J by central differences with Richardson's extrapolation. */
  @ParameterizedTest
  @ValueSource(doubles = {VISCOSITY, SUBSTEPPED})
  void adjointIsTheTransposeOfTheDerivative(double viscosity) {
    for (int columns : COLUMNS) {
      WakeGrid grid = new WakeGrid(columns);
      double[] state = state(grid, "state");
      double[] direction = random(state.length, "direction");
      double[] cotangent = random(state.length, "cotangent");
      OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, viscosity, 1);
      double[] adjoint = new double[state.length];
      stepper.vjp(state, cotangent, adjoint);
      double adjointSide = dot(direction, adjoint);
      double tangentSide = derivative(stepper, state, direction, cotangent, 1);
      double scale = norm(direction) * norm(adjoint);
      assertEquals(tangentSide, adjointSide, 1e-10 * scale);

      // Along Jᵀλ itself nothing cancels, so that the differences' rounding leaves more digits.
      double[] along = new double[state.length];
      for (int k = 0; k < along.length; k++) {
        along[k] = adjoint[k] / norm(adjoint) * norm(cotangent);
      }
      double steepest = derivative(stepper, state, along, cotangent, 1);
      assertEquals(1, steepest / dot(along, adjoint), 1e-10);
    }
  }

  @Test
  void adjointOfThreeStepsIsTheProductOfTheirAdjoints() {
    WakeGrid grid = new WakeGrid(32);
    double[] state = state(grid, "state");
    double[] direction = random(state.length, "direction");
    double[] cotangent = random(state.length, "cotangent");
    OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, VISCOSITY, 1);
    double[][] states = {state, new double[state.length], new double[state.length]};
    stepper.step(states[0], states[1]);
    stepper.step(states[1], states[2]);
    double[] adjoint = cotangent;
    for (int k = 2; k >= 0; k--) {
      double[] result = new double[state.length];
      stepper.vjp(states[k], adjoint, result);
      adjoint = result;
    }
    double tangentSide = derivative(stepper, state, direction, cotangent, 3);
    assertEquals(tangentSide, dot(direction, adjoint), 1e-9 * norm(direction) * norm(adjoint));
  }

  /** The remainder beyond the first order falls with ε². */
  @Test
  void taylorRemainderIsOfSecondOrder() {
    WakeGrid grid = new WakeGrid(64);
    double[] state = state(grid, "state");
    double[] direction = random(state.length, "direction");
    double[] cotangent = random(state.length, "cotangent");
    OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, VISCOSITY, 1);
    double[] next = new double[state.length];
    double[] adjoint = new double[state.length];
    stepper.step(state, next);
    stepper.vjp(state, cotangent, adjoint);
    double base = dot(cotangent, next);
    double slope = dot(direction, adjoint);
    double[] remainder = new double[4];
    for (int i = 0; i < remainder.length; i++) {
      double epsilon = 4e-5 / (1 << i);
      stepper.step(moved(state, direction, epsilon), next);
      remainder[i] = Math.abs(dot(cotangent, next) - base - epsilon * slope);
    }
    for (int i = 1; i < remainder.length; i++) {
      double order = Math.log(remainder[i - 1] / remainder[i]) / Math.log(2);
      assertEquals(2, order, 0.05, "remainders " + Arrays.toString(remainder));
    }
  }

  @ParameterizedTest
  @EnumSource
  void batchIsItsStatesOneByOneToTheBit(AdvectionScheme scheme) {
    WakeGrid grid = new WakeGrid(32);
    OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, VISCOSITY, 1, scheme);
    int size = stepper.stateSize();
    double[] states = Arrays.copyOf(state(grid, "a"), 2 * size);
    System.arraycopy(state(grid, "b"), 0, states, size, size);
    double[] cotangents = random(2 * size, "cotangent");
    double[] next = new double[2 * size];
    double[] adjoints = new double[2 * size];
    stepper.step(states, next);
    stepper.vjp(states, cotangents, adjoints);
    double[] single = new double[size];
    for (int b = 1; b >= 0; b--) {
      double[] own = Arrays.copyOfRange(states, b * size, (b + 1) * size);
      stepper.step(own, single);
      assertArrayEquals(Arrays.copyOfRange(next, b * size, (b + 1) * size), single);
      stepper.vjp(own, Arrays.copyOfRange(cotangents, b * size, (b + 1) * size), single);
      assertArrayEquals(Arrays.copyOfRange(adjoints, b * size, (b + 1) * size), single);
    }
  }

  /** A diverged rollout is a result: whatever the state, a step and its adjoint return. */
  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300})
  void extremeStatesAreAdvanced(double value) {
    for (AdvectionScheme scheme : AdvectionScheme.values()) {
      WakeGrid grid = new WakeGrid(32);
      OperatorSplittingStepper stepper = new OperatorSplittingStepper(grid, VISCOSITY, 1, scheme);
      double[] next = new double[stepper.stateSize()];
      for (int k = 0; k < next.length; k += 17) {
        double[] state = state(grid, "state");
        state[k] = value;
        stepper.step(state, next);
        boolean finite = Arrays.stream(next).allMatch(Double::isFinite);
        assertTrue(Double.isFinite(value) || !finite, "index " + k);
        stepper.vjp(state, random(next.length, "cotangent"), next);
        Arrays.fill(state, value);
        stepper.step(state, next);
        stepper.vjp(state, random(next.length, "cotangent"), next);
      }
    }
  }

  /**
   * A slight bump of sideways velocity goes with a uniform stream as it is. With 0.8 cells a step,
   * so that the fraction stays the same, the error falls with h and with h².
   */
  @ParameterizedTest
  @EnumSource
  void advectionIsOfItsOrder(AdvectionScheme scheme) {
    double order = Math.log(carriedBumpError(scheme, 96) / carriedBumpError(scheme, 192));
    int expected = scheme == AdvectionScheme.SEMI_LAGRANGIAN ? 1 : 2;
    assertEquals(expected, order / Math.log(2), 0.15);
  }

  /** Largest error over a bump of width 1 after a way of 4 in a channel 16 by 8. */
  private static double carriedBumpError(AdvectionScheme scheme, int columns) {
    int rows = columns / 2;
    int cells = columns * rows;
    double h = 16.0 / columns;
    PaddedFaces padded = new PaddedFaces(columns, rows);
    double[] free = new double[2 * cells];
    Arrays.fill(free, 1);
    Advection advection = scheme.over(0.8, free, padded, new PaddedFaces(columns, rows));
    double amplitude = 1e-7;
    double[] state = new double[2 * cells];
    Arrays.fill(state, 0, cells, 1);
    for (int k = 0; k < cells; k++) {
      state[cells + k] = amplitude * bump((k % columns + 0.5) * h - 5, (k / columns + 1) * h - 4);
    }
    int steps = (int) Math.round(4 / (0.8 * h));
    for (int step = 0; step < steps; step++) {
      advection.apply(state);
    }
    double way = steps * 0.8 * h;
    double error = 0;
    for (int k = 0; k < cells; k++) {
      double exact = bump((k % columns + 0.5) * h - 5 - way, (k / columns + 1) * h - 4);
      error = Math.max(error, Math.abs(state[cells + k] / amplitude - exact));
    }
    return error;
  }

  private static double bump(double x, double y) {
    return Math.exp(-(x * x + y * y));
  }

  /**
   * A smooth bump between far boundaries spreads as the heat equation says: its variance grows by
   * 2νt along each axis, which the five-point Laplacian keeps exactly.
   */
  @Test
  void diffusionWidensABumpByTwiceTheViscosity() {
    PaddedFaces padded = new PaddedFaces(128, 64);
    double[] free = new double[2 * 128 * 64];
    Arrays.fill(free, 1);
    Diffusion diffusion = new Diffusion(0.7, free, padded);
    double[] state = new double[free.length];
    for (int j = 0; j < 64; j++) {
      for (int i = 0; i < 128; i++) {
        double square = (i - 64) * (i - 64) + (j - 32) * (j - 32);
        state[128 * 64 + j * 128 + i] = Math.exp(-square / 18);
      }
    }
    double before = variance(state);
    diffusion.apply(state);
    assertEquals(2 * 0.7, variance(state) - before, 1e-9);
  }

  private static double variance(double[] state) {
    double mass = 0;
    double moment = 0;
    for (int k = 0; k < 128 * 64; k++) {
      double distance = k % 128 - 64;
      mass += state[128 * 64 + k];
      moment += state[128 * 64 + k] * distance * distance;
    }
    return moment / mass;
  }

  @Test
  void choleskySolvesItsEquation() {
    int size = 40;
    int band = 6;
    double[] entries = random(size * (band + 1), "matrix");
    double[][] dense = new double[size][size];
    for (int k = 0; k < size; k++) {
      entries[k * (band + 1) + band] = 20;
      for (int c = Math.max(0, k - band); c <= k; c++) {
        dense[k][c] = entries[k * (band + 1) + c - k + band];
        dense[c][k] = dense[k][c];
      }
    }
    double[] expected = random(size, "solution");
    double[] x = new double[size];
    for (int k = 0; k < size; k++) {
      x[k] = dot(dense[k], expected);
    }
    new BandedCholesky(size, band, entries).solve(x);
    assertArrayEquals(expected, x, 1e-13);
  }

  @Test
  void restrictionMeansTheDivergenceAndIsTransposed() {
    WakeGrid fine = new WakeGrid(128);
    WakeGrid coarse = new WakeGrid(32);
    FaceMeans restriction = new FaceMeans(128, coarse.shape());
    assertEquals(fine.shape().size(), restriction.fineSize());
    double[] state = random(2 * restriction.fineSize(), "fine");
    double[] restricted = new double[2 * restriction.coarseSize()];
    restriction.apply(state, restricted);
    double[] cotangent = random(restricted.length, "coarse");
    double[] adjoint = new double[state.length];
    restriction.applyTransposed(cotangent, adjoint);
    assertEquals(dot(restricted, cotangent), dot(state, adjoint), 1e-12 * norm(state));

    double[] second = Arrays.copyOfRange(state, fine.shape().size(), state.length);
    double[] ofFine = divergences(64, 128, second);
    double[] ofCoarse =
        divergences(
            16, 32, Arrays.copyOfRange(restricted, coarse.shape().size(), restricted.length));
    for (int j = 0; j < 16; j++) {
      for (int i = 0; i < 32; i++) {
        double sum = 0;
        for (int k = 0; k < 16; k++) {
          sum += ofFine[(4 * j + k / 4) * 128 + 4 * i + k % 4];
        }
        // In units of velocity: sixteen fine cells, faces four times as long.
        assertEquals(sum / 4, ofCoarse[j * 32 + i], 1e-13);
      }
    }
  }

  @Test
  void cylinderIsSymmetricAndOfItsArea() {
    WakeGrid grid = new WakeGrid(256);
    int faces = 0;
    for (int j = 0; j < 128; j++) {
      for (int i = 0; i < 256; i++) {
        assertEquals(grid.isFree(j * 256 + i), grid.isFree((127 - j) * 256 + i));
        faces += grid.isFree(j * 256 + i) ? 0 : 1;
      }
    }
    double area = faces * grid.cellSize() * grid.cellSize();
    assertEquals(Math.PI * 100, area, 6);
    assertFalse(grid.isFree(64 * 256 + 64));
  }

  /** Outward flow of every cell over the length of a face. */
  private static double[] divergences(int rows, int columns, double[] state) {
    int cells = rows * columns;
    double[] result = new double[cells];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int k = j * columns + i;
        double left = i == 0 ? 1 : state[k - 1];
        double below = j == 0 ? 0 : state[cells + k - columns];
        result[k] = state[k] - left + state[cells + k] - below;
      }
    }
    return result;
  }

  private static double[] all(WakeGrid grid) {
    double[] free = new double[grid.shape().size()];
    Arrays.fill(free, 1);
    Arrays.fill(free, free.length - grid.columns(), free.length, 0);
    return free;
  }

  /** Central difference of ⟨λ, steps(u + εv)⟩, with Richardson's extrapolation. */
  private static double derivative(
      OperatorSplittingStepper stepper,
      double[] state,
      double[] direction,
      double[] cotangent,
      int steps) {
    double wide = difference(stepper, state, direction, cotangent, steps, 2e-5);
    double narrow = difference(stepper, state, direction, cotangent, steps, 1e-5);
    return (4 * narrow - wide) / 3;
  }

  private static double difference(
      OperatorSplittingStepper stepper,
      double[] state,
      double[] direction,
      double[] cotangent,
      int steps,
      double epsilon) {
    double[] sum = new double[2];
    for (int side = 0; side < 2; side++) {
      double[] at = moved(state, direction, side == 0 ? epsilon : -epsilon);
      for (int k = 0; k < steps; k++) {
        double[] next = new double[at.length];
        stepper.step(at, next);
        at = next;
      }
      sum[side] = dot(cotangent, at);
    }
    return (sum[0] - sum[1]) / (2 * epsilon);
  }

  private static double[] moved(double[] state, double[] direction, double epsilon) {
    double[] moved = new double[state.length];
    for (int k = 0; k < moved.length; k++) {
      moved[k] = state[k] + epsilon * direction[k];
    }
    return moved;
  }

  /** A disturbed stream; the seeds keep every foot point off the grid lines. */
  private static double[] state(WakeGrid grid, String purpose) {
    double[] state = random(grid.shape().size(), purpose);
    for (int k = 0; k < state.length; k++) {
      state[k] = 0.4 * state[k] + (k < state.length / 2 ? 1 : 0);
    }
    return state;
  }

  private static double[] random(int length, String purpose) {
    return new Seed(11).derive(purpose).generator().doubles(length, -1, 1).toArray();
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
