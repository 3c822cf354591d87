package org.unfurl.sim.verification;

import java.util.function.BiFunction;
import org.unfurl.sim.gas.Boundaries;
import org.unfurl.sim.gas.CurvilinearGrid;
import org.unfurl.sim.gas.FlowState;
import org.unfurl.sim.gas.Gas;
import org.unfurl.sim.gas.GasStepper;

/** Grids, states, runs and errors of compressible flows. */
final class GasFlows {

  private static final double COURANT = 0.5;

  /** Of grids that are bent: the amplitude over the box's side. */
  static final double BEND = 0.04;

  private GasFlows() {}

  /** A square box, doubly periodic, bent smoothly by {@code bend} times its side. */
  static CurvilinearGrid box(int cells, double side, double bend) {
    return grid(cells, cells, side, side, bend, true);
  }

  static CurvilinearGrid grid(
      int rows, int columns, double width, double height, double bend, boolean periodic) {
    double[] x = new double[(rows + 1) * (columns + 1)];
    double[] y = new double[x.length];
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i <= columns; i++) {
        double a = (double) i / columns;
        double b = (double) j / rows;
        double moved = bend * Math.sin(2 * Math.PI * a) * Math.sin(2 * Math.PI * b);
        x[j * (columns + 1) + i] = width * (a + moved);
        y[j * (columns + 1) + i] = height * (b + moved);
      }
    }
    return new CurvilinearGrid(rows, columns, x, y, periodic);
  }

  /** The flow at the cells' centres. */
  static double[] state(CurvilinearGrid grid, Gas gas, BiFunction<Double, Double, FlowState> flow) {
    double[] state = new double[4 * grid.cells()];
    for (int cell = 0; cell < grid.cells(); cell++) {
      flow.apply(grid.centreX(cell), grid.centreY(cell)).store(state, grid.cells(), cell, gas);
    }
    return state;
  }

  /** Runs to a time in one frame of a step, at {@link #COURANT}. */
  static double[] run(
      CurvilinearGrid grid,
      Boundaries boundaries,
      Gas gas,
      FlowState fastest,
      double time,
      double[] state) {
    int substeps = GasStepper.stableSubsteps(grid, boundaries, gas, fastest, time, COURANT);
    return run(grid, boundaries, gas, fastest, time, substeps, state);
  }

  static double[] run(
      CurvilinearGrid grid,
      Boundaries boundaries,
      Gas gas,
      FlowState freeStream,
      double time,
      int substeps,
      double[] state) {
    double[] end = new double[state.length];
    try (GasStepper stepper = new GasStepper(grid, boundaries, gas, freeStream, time, substeps)) {
      stepper.step(state, end);
    }
    return end;
  }

  /** Mean of |a − b| in one channel, weighted with the cells' volumes. */
  static double meanError(CurvilinearGrid grid, double[] a, double[] b, int channel) {
    double sum = 0;
    double volume = 0;
    for (int cell = 0; cell < grid.cells(); cell++) {
      int k = channel * grid.cells() + cell;
      sum += grid.volume(cell) * Math.abs(a[k] - b[k]);
      volume += grid.volume(cell);
    }
    return sum / volume;
  }
}
