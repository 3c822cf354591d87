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

/** Orders, exact solutions and budgets are in the verification package's KolmogorovExperiments. */
class PisoStepperTest {

  private static final double LENGTH = 2 * Math.PI;

  private static final double VISCOSITY = 0.05;

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

  private static double[] random(StaggeredGrid grid) {
    return new Seed(9).generator().doubles(grid.shape().size(), -1, 1.2).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
