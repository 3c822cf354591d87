package org.unfurl.sim.wake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;

class ForceGaugeTest {

  @ParameterizedTest
  @EnumSource
  void stepsAsTheStepperDoesToTheBit(AdvectionScheme scheme) {
    WakeGrid grid = new WakeGrid(32);
    double[] state =
        new Seed(2).derive("state").generator().doubles(grid.shape().size(), -1, 1).toArray();
    double[] expected = new double[state.length];
    double[] next = new double[state.length];
    new OperatorSplittingStepper(grid, 2, 1, scheme).step(state, expected);
    new ForceGauge(grid, 2, 1, scheme).step(state, next);
    assertArrayEquals(expected, next);
  }

  /**
   * What a uniform stream loses when a cylinder appears in it: with hardly any viscosity the
   * surface takes all momentum that leaves the channel, which the outflow and the pressure at the
   * inflow tell. Here the balance is that of one projection and exact: the momentum of all free
   * faces changes by the pressure at the inflow and by the force.
   */
  @Test
  void impulseOfAProjectionIsTheMomentumItTakes() {
    WakeGrid grid = new WakeGrid(64);
    double[] state = new double[grid.shape().size()];
    int cells = state.length / 2;
    for (int k = 0; k < cells; k++) {
      state[k] = grid.isFree(k) ? 1 : 0;
    }
    // A step so short that nothing moves, and with so little viscosity that nothing diffuses.
    double timeStep = 1e-9;
    double[] next = new double[state.length];
    Force force =
        new ForceGauge(grid, 1e-9, timeStep, AdvectionScheme.MACCORMACK).step(state, next);
    double[] pressure = new double[cells];
    grid.projection().apply(state.clone(), 1, pressure);
    double impulse = 0;
    for (int j = 0; j < grid.rows(); j++) {
      impulse += pressure[j];
    }
    for (int k = 0; k < cells; k++) {
      impulse -= next[k] - state[k];
    }
    double area = grid.cellSize() * grid.cellSize();
    assertEquals(1, force.drag() * 10 * timeStep / (impulse * area), 1e-6);
    assertEquals(0, force.lift() / force.drag(), 1e-9);
  }

  @Test
  void emptyChannelHasNothingToMeasure() {
    WakeGrid grid = new WakeGrid(new WakeChannel(40, 20, 0, 10), 20);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ForceGauge(grid, 1, 1, AdvectionScheme.MACCORMACK));
  }
}
