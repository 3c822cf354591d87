package org.unfurl.sim.gas;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.unfurl.sim.random.Seed;

/** Small flows with every kind of boundary on every side. */
final class GasCases {

  static final int ROWS = 6;
  static final int COLUMNS = 8;
  static final int CELLS = ROWS * COLUMNS;

  /** A flow to step. */
  record GasCase(CurvilinearGrid grid, Boundaries boundaries, Gas gas) {

    GasStepper stepper(int substeps) {
      return new GasStepper(
          grid, boundaries, gas, FlowState.freeStream(0.5, 0.2, gas), 0.02 * substeps, substeps);
    }

    @Override
    public String toString() {
      return boundaries + ", viscosity " + gas.viscosity();
    }
  }

  private GasCases() {}

  static Stream<GasCase> all() {
    List<Boundary> open =
        List.of(Boundary.SLIP_WALL, Boundary.NO_SLIP_WALL, Boundary.FAR_FIELD, Boundary.OUTFLOW);
    Stream<GasCase> boxes =
        Stream.of(0, 1, 2, 3)
            .map(
                turn ->
                    new GasCase(
                        box(false),
                        new Boundaries(
                            open.get(turn),
                            open.get((turn + 1) % 4),
                            open.get((turn + 2) % 4),
                            open.get((turn + 3) % 4)),
                        Gas.air(turn % 2 == 0 ? 0.02 : 0)));
    return Stream.concat(
        boxes,
        Stream.of(
            new GasCase(box(true), Boundaries.PERIODIC, Gas.air(0)),
            new GasCase(box(true), Boundaries.PERIODIC, Gas.air(0.02)),
            new GasCase(ring(), Boundaries.around(Boundary.NO_SLIP_WALL), Gas.air(0.02)),
            new GasCase(ring(), Boundaries.around(Boundary.SLIP_WALL), Gas.air(0))));
  }

  /** A unit box, bent. */
  static CurvilinearGrid box(boolean periodic) {
    double[] x = new double[(ROWS + 1) * (COLUMNS + 1)];
    double[] y = new double[x.length];
    for (int node = 0; node < x.length; node++) {
      double a = (double) (node % (COLUMNS + 1)) / COLUMNS;
      int row = node / (COLUMNS + 1);
      double b = (double) row / ROWS;
      double moved = 0.05 * Math.sin(2 * Math.PI * a) * Math.cos(2 * Math.PI * b);
      x[node] = a + moved;
      y[node] = b - moved;
    }
    return new CurvilinearGrid(ROWS, COLUMNS, x, y, periodic);
  }

  /** Around an ellipse, columns clockwise. */
  static CurvilinearGrid ring() {
    double[] x = new double[(ROWS + 1) * (COLUMNS + 1)];
    double[] y = new double[x.length];
    for (int node = 0; node < x.length; node++) {
      double angle = -2 * Math.PI * (node % (COLUMNS + 1) % COLUMNS) / COLUMNS;
      int row = node / (COLUMNS + 1);
      double radius = 0.3 * Math.pow(1.25, row);
      x[node] = 1.3 * radius * Math.cos(angle);
      y[node] = radius * Math.sin(angle + 0.1 * radius);
    }
    return new CurvilinearGrid(ROWS, COLUMNS, x, y, true);
  }

  /** Positive density and pressure, with waves and with noise from cell to cell. */
  static double[] states(int batch, Gas gas) {
    SplittableRandom random = new Seed(11).derive("state").generator();
    double[] states = new double[0];
    for (int b = 0; b < batch; b++) {
      double[] state = new double[4 * CELLS];
      for (int cell = 0; cell < CELLS; cell++) {
        double wave = Math.sin(2 * Math.PI * (cell % COLUMNS) / COLUMNS + b);
        new FlowState(
                1 + 0.1 * wave + random.nextDouble(-0.1, 0.1),
                0.6 + random.nextDouble(-0.2, 0.2),
                0.2 * wave + random.nextDouble(-0.2, 0.2),
                1 / (1.4 * 0.25) + 0.2 * wave + random.nextDouble(-0.2, 0.2))
            .store(state, CELLS, cell, gas);
      }
      int length = states.length;
      states = Arrays.copyOf(states, length + state.length);
      System.arraycopy(state, 0, states, length, state.length);
    }
    return states;
  }

  static double[] random(String purpose, int length) {
    return new Seed(11).derive(purpose).generator().doubles(length, -1, 1).toArray();
  }
}
