package org.unfurl.sim.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;

class PisoStepperTest {

  private static final double LENGTH = 2 * Math.PI;

  /** Taylor-Green vortices in a wind, which carries them along: an exact solution. */
  private static final double WIND_X = 0.7;

  private static final double WIND_Y = -0.4;
  private static final double VISCOSITY = 0.05;

  /**
   * Taylor-Green vortices keep their shape and decay with e^(−2νt). On the grid, whose Laplacian
   * has the eigenvalue 2 (sin(h/2) / (h/2))² for them and not 2, implicit Euler would give (1 + Δt
   * ν 2 (sin(h/2) / (h/2))²) to the power of −n. What the two corrections leave of the implicit
   * equation is of third order in a step, so of second at a fixed time.
   */
  @Test
  void vorticesDecayAsTheyShould() {
    StaggeredGrid grid = StaggeredGrid.square(32, LENGTH);
    double h = grid.x().spacing();
    double eigenvalue = 2 * Math.pow(Math.sin(h / 2) / (h / 2), 2);
    double[] vortices = vortices(grid, 0, 0, 0);
    double[] left = new double[2];
    for (int i = 0; i < left.length; i++) {
      int steps = 50 << i;
      double[] state = run(grid, 1.0 / steps, steps, vortices);
      double amplitude = dot(state, vortices) / dot(vortices, vortices);
      left[i] = Math.abs(amplitude - Math.pow(1 + VISCOSITY * eigenvalue / steps, -steps));
      assertEquals(Math.exp(-2 * VISCOSITY), amplitude, 1e-3);
      for (int k = 0; k < state.length; k++) {
        assertEquals(amplitude * vortices[k], state[k], 1e-3);
      }
    }
    assertEquals(2, order(left[0], left[1]), 0.1, Arrays.toString(left));
  }

  @Test
  void spaceIsOfSecondOrder() {
    double[] error = new double[3];
    for (int i = 0; i < error.length; i++) {
      // With time steps that fall like the squares of the cells, so does the whole error.
      int refinement = 1 << i;
      error[i] = error(16 * refinement, 10 * refinement * refinement);
    }
    assertEquals(2, order(error[0], error[1]), 0.1, Arrays.toString(error));
    assertEquals(2, order(error[1], error[2]), 0.1, Arrays.toString(error));
  }

  /** The largest error at time 0.5. */
  private static double error(int points, int steps) {
    StaggeredGrid grid = StaggeredGrid.square(points, LENGTH);
    double[] state = run(grid, 0.5 / steps, steps, vortices(grid, WIND_X, WIND_Y, 0));
    return distance(state, vortices(grid, WIND_X, WIND_Y, 0.5));
  }

  @Test
  void timeIsOfFirstOrder() {
    StaggeredGrid grid = StaggeredGrid.square(16, LENGTH);
    double[][] states = new double[4][];
    for (int i = 0; i < states.length; i++) {
      int steps = 20 << i;
      states[i] = run(grid, 1.0 / steps, steps, vortices(grid, WIND_X, WIND_Y, 0));
    }
    double first = distance(states[0], states[1]);
    double second = distance(states[1], states[2]);
    double third = distance(states[2], states[3]);
    assertEquals(1, order(first, second), 0.1);
    assertEquals(1, order(second, third), 0.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void nothingIsLeftOfDivergence(int points) {
    StaggeredGrid grid = StaggeredGrid.square(points, LENGTH);
    double[] state = random(grid);
    double[] divergence = new double[grid.cells()];
    grid.divergence(state, divergence);
    double before = largest(divergence);
    grid.divergence(run(grid, 0.1 / points, 1, state), divergence);
    assertTrue(largest(divergence) < 1e-12 * before, largest(divergence) + " of " + before);
  }

  @Test
  void momentumIsConserved() {
    StaggeredGrid grid = StaggeredGrid.square(16, LENGTH);
    double[] state = random(grid);
    new Projection(grid).apply(state);
    double[] later = step(grid, VISCOSITY, 0.02, forcing(grid), 50, state);

    for (int channel = 0; channel < 2; channel++) {
      int from = channel * grid.cells();
      double before = mean(state, from, grid.cells());
      assertEquals(before, mean(later, from, grid.cells()), 1e-13);
    }
  }

  /** Central fluxes make no energy, whatever advects, and whether it has divergence or not. */
  @Test
  void advectionDoesNoWork() {
    StaggeredGrid grid = StaggeredGrid.square(16, LENGTH);
    TransportMatrix transport = new TransportMatrix(grid, 0, 1);
    transport.advectBy(random(grid));
    double[] velocity = random(grid);
    double[] advected = new double[velocity.length];
    transport.neighbours(velocity, advected);
    assertEquals(0, dot(velocity, advected), 1e-12 * Math.sqrt(dot(advected, advected)));
  }

  /**
   * dE/dt = ⟨f, u⟩ + ν ⟨u, Δu⟩. The first-order step misses that by an amount that halves with the
   * step.
   */
  @Test
  void energyBudgetClosesWithTheOrderOfTime() {
    StaggeredGrid grid = StaggeredGrid.square(16, LENGTH);
    double[] start = random(grid);
    new Projection(grid).apply(start);
    // A few steps smooth the noise, whose budget would need far smaller ones.
    double[] state = step(grid, VISCOSITY, 0.1, forcing(grid), 20, start);
    double[] defect = new double[3];
    for (int i = 0; i < defect.length; i++) {
      double timeStep = 0.004 / (1 << i);
      double[] next = step(grid, VISCOSITY, timeStep, forcing(grid), 1, state);
      double change = (dot(next, next) - dot(state, state)) / 2 / timeStep;
      defect[i] = Math.abs(change - power(grid, state));
      assertTrue(defect[i] < 0.1 * Math.abs(power(grid, state)), "defect " + defect[i]);
    }
    assertEquals(1, order(defect[0], defect[1]), 0.1, Arrays.toString(defect));
    assertEquals(1, order(defect[1], defect[2]), 0.1, Arrays.toString(defect));
  }

  private static double power(StaggeredGrid grid, double[] state) {
    TransportMatrix still = new TransportMatrix(grid, VISCOSITY, 1);
    double[] diffused = new double[state.length];
    still.neighbours(state, diffused);
    double centre = still.diagonal() - 1;
    return dot(forcing(grid), state) + dot(state, diffused) - centre * dot(state, state);
  }

  /** The predictor gives up; a diverged rollout is a result. */
  @ParameterizedTest
  @ValueSource(doubles = {1e9, 1e200, Double.POSITIVE_INFINITY, Double.NaN})
  void whatCannotBeSolvedIsNotFiniteAndLeavesItsNeighboursAlone(double size) {
    StaggeredGrid grid = StaggeredGrid.square(8, LENGTH);
    int stateSize = grid.shape().size();
    double[] sound = random(grid);
    double[] states = Arrays.copyOf(sound, 3 * stateSize);
    for (int i = 0; i < stateSize; i++) {
      states[stateSize + i] = size * sound[i];
      states[2 * stateSize + i] = sound[i];
    }
    PisoStepper stepper =
        new PisoStepper(grid, VISCOSITY, 0.1, new double[stateSize], PisoAdjoint.EXACT);
    double[] next = new double[states.length];
    double[] adjoint = new double[states.length];
    stepper.step(states, next);
    stepper.vjp(states, states.clone(), adjoint);

    for (double[] result : new double[][] {next, adjoint}) {
      for (int i = 0; i < stateSize; i++) {
        assertTrue(Double.isFinite(result[i]));
        assertTrue(Double.isNaN(result[stateSize + i]));
      }
      assertArrayEquals(
          Arrays.copyOf(result, stateSize),
          Arrays.copyOfRange(result, 2 * stateSize, 3 * stateSize));
    }
  }

  @Test
  void refusesWhatIsNoFluid() {
    StaggeredGrid grid = StaggeredGrid.square(8, LENGTH);
    assertRefused("viscosity (-1.0)", grid, -1, 0.1, 128);
    assertRefused("timeStep (0.0)", grid, 1, 0, 128);
    assertRefused("forcing (length 64)", grid, 1, 0.1, 64);
  }

  private static void assertRefused(
      String start, StaggeredGrid grid, double viscosity, double timeStep, int forcing) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new PisoStepper(
                        grid, viscosity, timeStep, new double[forcing], PisoAdjoint.EXACT))
            .getMessage();
    assertTrue(message.startsWith(start), message);
  }

  /** u = U + sin(x − Ut) cos(y − Vt) e^(−2νt), v = V − cos(x − Ut) sin(y − Vt) e^(−2νt). */
  private static double[] vortices(StaggeredGrid grid, double windX, double windY, double time) {
    double[] velocity = new double[grid.shape().size()];
    double decay = Math.exp(-2 * VISCOSITY * time);
    double h = grid.x().spacing();
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        int k = j * grid.columns() + i;
        double x = i * h - windX * time;
        double y = j * h - windY * time;
        velocity[k] = windX + Math.sin(x) * Math.cos(y + h / 2) * decay;
        velocity[grid.cells() + k] = windY - Math.cos(x + h / 2) * Math.sin(y) * decay;
      }
    }
    return velocity;
  }

  private static double[] forcing(StaggeredGrid grid) {
    double[] forcing = new double[grid.shape().size()];
    for (int k = 0; k < grid.cells(); k++) {
      int row = k / grid.columns();
      forcing[k] = Math.sin(2 * (row + 0.5) * grid.y().spacing());
    }
    return forcing;
  }

  private static double[] run(StaggeredGrid grid, double timeStep, int steps, double[] start) {
    return step(grid, VISCOSITY, timeStep, new double[start.length], steps, start);
  }

  private static double[] step(
      StaggeredGrid grid,
      double viscosity,
      double timeStep,
      double[] forcing,
      int steps,
      double[] start) {
    PisoStepper stepper = new PisoStepper(grid, viscosity, timeStep, forcing, PisoAdjoint.EXACT);
    double[] state = start;
    for (int step = 0; step < steps; step++) {
      double[] next = new double[state.length];
      stepper.step(state, next);
      state = next;
    }
    return state;
  }

  private static double[] random(StaggeredGrid grid) {
    return new Seed(9).generator().doubles(grid.shape().size(), -1, 1.2).toArray();
  }

  private static double order(double coarse, double fine) {
    return Math.log(coarse / fine) / Math.log(2);
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static double mean(double[] values, int from, int count) {
    return Arrays.stream(values, from, from + count).average().orElseThrow();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
