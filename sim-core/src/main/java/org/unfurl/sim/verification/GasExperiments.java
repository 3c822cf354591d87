package org.unfurl.sim.verification;

import static org.unfurl.sim.verification.Convergence.order;
import static org.unfurl.sim.verification.GasFlows.BEND;
import static org.unfurl.sim.verification.GasFlows.box;
import static org.unfurl.sim.verification.GasFlows.grid;
import static org.unfurl.sim.verification.GasFlows.meanError;
import static org.unfurl.sim.verification.GasFlows.run;
import static org.unfurl.sim.verification.GasFlows.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.unfurl.sim.gas.Boundaries;
import org.unfurl.sim.gas.Boundary;
import org.unfurl.sim.gas.CurvilinearGrid;
import org.unfurl.sim.gas.FlowState;
import org.unfurl.sim.gas.Gas;
import org.unfurl.sim.verification.Experiment.Extent;

/** The compressible solver against exact solutions, without an aerofoil. */
final class GasExperiments {

  private static final Subject SUBJECT =
      new Subject(
          "gas",
          "The compressible solver on flows that are known in closed form: vortices, shock tubes,"
              + " the decay of shear and heat; and on what every such scheme must keep: mass,"
              + " momentum, energy, a uniform flow on a bent grid. Orders below 2 at shocks and"
              + " contacts are theory, not a fault. Not claimed: turbulent flow, for which there is"
              + " no model here.");

  private static final String VORTEX_SOURCE =
      "design order 2; the vortex is an exact solution of the Euler equations (Yee, Sandham and"
          + " Djomehri 1999, doi 10.1006/jcph.1998.6177, with strength 5 on a box of side 10)";

  private static final String SUBLINEAR =
      "1 at shocks, 2/3 at contacts for schemes of second order (Banks, Aslam and Rider 2008, J."
          + " Comput. Phys. 227, osti.gov/servlets/purl/945128)";

  private static final String ROUNDING =
      "exact in exact arithmetic; the limit is rounding over the steps taken";

  private GasExperiments() {}

  static List<Experiment> all() {
    return List.of(
        experiment("isentropic vortex, coarse grids", Extent.SHORT, () -> vortex(32, 64)),
        experiment("isentropic vortex, fine grids", Extent.LONG, () -> vortex(128, 256)),
        experiment("shock tube, coarse grids", Extent.SHORT, () -> shockTube(100, 200)),
        experiment("shock tube, fine grids", Extent.LONG, () -> shockTube(800, 1600)),
        experiment("expansion through the speed of sound", Extent.SHORT, () -> sonic(100, 200)),
        experiment("vortex in a ring, coarse grids", Extent.SHORT, () -> ring(8, 16)),
        experiment("vortex in a ring, fine grids", Extent.LONG, () -> ring(32, 64)),
        experiment("conservation", Extent.SHORT, GasExperiments::conservation),
        experiment("free stream on a bent grid", Extent.SHORT, GasExperiments::freeStream),
        experiment("waves that leave", Extent.SHORT, GasExperiments::wavesThatLeave),
        experiment("decay of a shear wave", Extent.SHORT, GasDiffusion::shearWave),
        experiment("decay of shear between walls", Extent.SHORT, GasDiffusion::shearBetweenWalls),
        experiment("decay of a heat wave", Extent.SHORT, GasDiffusion::heatWave),
        experiment("order in time", Extent.SHORT, GasExperiments::orderInTime));
  }

  private static Experiment experiment(
      String title, Extent extent, Supplier<List<Finding>> procedure) {
    return new Experiment(SUBJECT, title, extent, procedure);
  }

  private static List<Finding> vortex(int coarse, int fine) {
    List<Finding> findings = new ArrayList<>();
    for (double bend : new double[] {0, BEND}) {
      String quantity =
          "order of the density error, isentropic vortex, "
              + (bend == 0 ? "square" : "bent")
              + " grid, "
              + coarse
              + "² to "
              + fine
              + "²";
      findings.add(
          Finding.between(
              1.75,
              2.6,
              quantity,
              order(vortexError(coarse, bend), vortexError(fine, bend)),
              VORTEX_SOURCE));
    }
    return findings;
  }

  private static double vortexError(int cells, double bend) {
    Gas gas = Gas.air(0);
    double side = 10;
    double time = 1;
    CurvilinearGrid grid = box(cells, side, bend);
    double[] start = state(grid, gas, (x, y) -> vortexAt(x - 0.5 * side, y - 0.5 * side, gas));
    double[] exact =
        state(grid, gas, (x, y) -> vortexAt(x - time - 0.5 * side, y - 0.5 * side, gas));
    FlowState fastest = new FlowState(1, 1.8, 0.8, 1);
    double[] end = run(grid, Boundaries.PERIODIC, gas, fastest, time, start);
    return meanError(grid, end, exact, 0);
  }

  /** Around the origin, carried along x at speed 1. */
  private static FlowState vortexAt(double x, double y, Gas gas) {
    double gamma = gas.heatRatio();
    double strength = 5 / (2 * Math.PI);
    double swirl = strength * Math.exp(0.5 * (1 - x * x - y * y));
    double temperature = 1 - (gamma - 1) / (2 * gamma) * swirl * swirl;
    double density = Math.pow(temperature, 1 / (gamma - 1));
    return new FlowState(density, 1 - swirl * y, swirl * x, density * temperature);
  }

  /** A potential vortex between two round slip walls at radius 1 and 2, which does not change. */
  private static List<Finding> ring(int coarse, int fine) {
    return List.of(
        Finding.between(
            1.75,
            2.6,
            "order of the density error, vortex in a ring, " + coarse + " to " + fine + " rows",
            order(ringError(coarse), ringError(fine)),
            "design order 2, round slip walls included; exact: speed ~ 1/r, density and pressure by"
                + " Bernoulli's equation for isentropic flow"));
  }

  private static double ringError(int rows) {
    Gas gas = Gas.air(0);
    int columns = 4 * rows;
    double[] x = new double[(rows + 1) * (columns + 1)];
    double[] y = new double[x.length];
    for (int node = 0; node < x.length; node++) {
      int row = node / (columns + 1);
      double radius = 1 + (double) row / rows;
      double angle = -2 * Math.PI * (node % (columns + 1) % columns) / columns;
      x[node] = radius * Math.cos(angle);
      y[node] = radius * Math.sin(angle);
    }
    CurvilinearGrid grid = new CurvilinearGrid(rows, columns, x, y, true);
    double[] start = state(grid, gas, (a, b) -> potentialVortex(a, b, gas));
    double[] end =
        run(
            grid,
            new Boundaries(
                Boundary.PERIODIC, Boundary.PERIODIC, Boundary.SLIP_WALL, Boundary.SLIP_WALL),
            gas,
            new FlowState(1, 0.6, 0.6, 1 / gas.heatRatio()),
            1,
            start);
    return meanError(grid, end, start, 0);
  }

  /** Speed 0.8 at radius 1; density 1 and speed of sound 1 far out. */
  private static FlowState potentialVortex(double x, double y, Gas gas) {
    double gamma = gas.heatRatio();
    double square = x * x + y * y;
    double sound = 1 - 0.5 * (gamma - 1) * 0.64 / square;
    double density = Math.pow(sound, 1 / (gamma - 1));
    return new FlowState(
        density, 0.8 * y / square, -0.8 * x / square, Math.pow(density, gamma) / gamma);
  }

  private static List<Finding> shockTube(int coarse, int fine) {
    Gas gas = Gas.air(0);
    ExactRiemann exact =
        new ExactRiemann(gas.heatRatio(), new double[] {1, 0, 1}, new double[] {0.125, 0, 0.1});
    double coarseError = shockTubeError(coarse, gas, exact);
    double fineError = shockTubeError(fine, gas, exact);
    String toro = "Toro 2009, Riemann Solvers, chapter 4, test 1, doi 10.1007/b79761";
    return List.of(
        Finding.between(
            0.303125, 0.303135, "Sod's pressure between the waves", exact.starPressure(), toro),
        Finding.between(
            0.927445, 0.927455, "Sod's velocity between the waves", exact.starVelocity(), toro),
        Finding.between(
            2.0 / 3,
            1.1,
            "order of the mean density error, Sod's tube, " + coarse + " to " + fine + " cells",
            order(coarseError, fineError),
            SUBLINEAR));
  }

  /** Toro's variant of Sod's problem, whose expansion crosses the speed of sound. */
  private static List<Finding> sonic(int coarse, int fine) {
    Gas gas = Gas.air(0);
    ExactRiemann exact =
        new ExactRiemann(gas.heatRatio(), new double[] {1, 0.75, 1}, new double[] {0.125, 0, 0.1});
    return List.of(
        Finding.between(
            2.0 / 3,
            1.1,
            "order of the mean density error, tube with a sonic expansion, "
                + coarse
                + " to "
                + fine
                + " cells",
            order(shockTubeError(coarse, gas, exact), shockTubeError(fine, gas, exact)),
            SUBLINEAR
                + "; an expansion shock would not converge (Toro 2009, section 6.4, test 1)"));
  }

  private static double shockTubeError(int cells, Gas gas, ExactRiemann exact) {
    double time = 0.2;
    CurvilinearGrid grid = grid(1, cells, 1, 1.0 / cells, 0, false);
    double[] start = tube(grid, gas, exact, 1e-12);
    double[] end =
        run(
            grid,
            new Boundaries(
                Boundary.OUTFLOW, Boundary.OUTFLOW, Boundary.PERIODIC, Boundary.PERIODIC),
            gas,
            new FlowState(1, exact.starVelocity(), 0, 1),
            time,
            start);
    return meanError(grid, end, tube(grid, gas, exact, time), 0);
  }

  private static double[] tube(CurvilinearGrid grid, Gas gas, ExactRiemann exact, double time) {
    return state(
        grid,
        gas,
        (x, y) -> {
          double[] at = exact.at((x - 0.5) / time);
          return new FlowState(at[0], at[1], 0, at[2]);
        });
  }

  /** Smooth and uneven, with all fields varying. */
  private static FlowState lively(double x, double y, double side) {
    double a = 2 * Math.PI * x / side;
    double b = 2 * Math.PI * y / side;
    return new FlowState(
        1 + 0.2 * Math.sin(a + b),
        0.5 + 0.3 * Math.sin(b),
        0.2 * Math.cos(a),
        1 + 0.1 * Math.cos(a - b));
  }

  private static List<Finding> conservation() {
    Gas gas = Gas.air(0.01);
    CurvilinearGrid grid = box(24, 1, BEND);
    double[] start = state(grid, gas, (x, y) -> lively(x, y, 1));
    double[] end = run(grid, Boundaries.PERIODIC, gas, new FlowState(1, 1, 0.5, 1.2), 0.5, start);
    String[] names = {"mass", "momentum in x", "momentum in y", "energy"};
    List<Finding> findings = new ArrayList<>();
    for (int channel = 0; channel < 4; channel++) {
      findings.add(
          Finding.atMost(
              1e-13,
              "change of the total " + names[channel] + " on a bent periodic box",
              Math.abs(total(grid, end, channel) - total(grid, start, channel)),
              ROUNDING));
    }
    return findings;
  }

  private static double total(CurvilinearGrid grid, double[] state, int channel) {
    double sum = 0;
    for (int cell = 0; cell < grid.cells(); cell++) {
      sum += grid.volume(cell) * state[channel * grid.cells() + cell];
    }
    return sum;
  }

  private static List<Finding> freeStream() {
    Gas gas = Gas.air(0.01);
    FlowState flow = FlowState.freeStream(0.5, 0.3, gas);
    CurvilinearGrid grid = grid(24, 24, 1, 1, BEND, false);
    Boundaries boundaries =
        new Boundaries(
            Boundary.FAR_FIELD, Boundary.FAR_FIELD, Boundary.FAR_FIELD, Boundary.OUTFLOW);
    double[] start = flow.uniform(grid.cells(), gas);
    double[] end = run(grid, boundaries, gas, flow, 0.5, start);
    double largest = 0;
    for (int k = 0; k < start.length; k++) {
      largest = Math.max(largest, Math.abs(end[k] - start[k]));
    }
    return List.of(
        Finding.atMost(
            1e-11, "largest change of a uniform flow on a bent grid", largest, ROUNDING));
  }

  /** A bump of pressure in a stream at half the speed of sound parts in three, which all leave. */
  private static List<Finding> wavesThatLeave() {
    Gas gas = Gas.air(0);
    double height = 1e-3;
    FlowState stream = new FlowState(1, 0.5, 0, 1 / gas.heatRatio());
    CurvilinearGrid grid = grid(2, 100, 1, 0.02, 0, false);
    double[] start =
        state(
            grid,
            gas,
            (x, y) ->
                new FlowState(
                    1, 0.5, 0, stream.pressure() + height * Math.exp(-200 * Math.pow(x - 0.5, 2))));
    double[] uniform = stream.uniform(grid.cells(), gas);
    List<Finding> findings = new ArrayList<>();
    for (Boundary open : new Boundary[] {Boundary.FAR_FIELD, Boundary.OUTFLOW}) {
      Boundaries boundaries = new Boundaries(open, open, Boundary.PERIODIC, Boundary.PERIODIC);
      double[] end = run(grid, boundaries, gas, stream, 3, start);
      findings.add(
          Finding.atMost(
              1e-3,
              "part of a pressure wave that comes back from a side of kind " + open,
              meanError(grid, end, uniform, 3) / meanError(grid, start, uniform, 3),
              "linear theory: waves along the normal leave whole; 0.1 % is our tolerance for the"
                  + " smooth wave speeds"));
    }
    return findings;
  }

  private static List<Finding> orderInTime() {
    Gas gas = Gas.air(0.01);
    CurvilinearGrid grid = box(12, 1, BEND);
    FlowState fastest = new FlowState(1, 1, 0.5, 1.2);
    double time = 0.25;
    double[] start = state(grid, gas, (x, y) -> lively(x, y, 1));
    double[] limit = run(grid, Boundaries.PERIODIC, gas, fastest, time, 512, start);
    double[] error = new double[2];
    for (int i = 0; i < error.length; i++) {
      double[] end = run(grid, Boundaries.PERIODIC, gas, fastest, time, 16 << i, start);
      error[i] = meanError(grid, end, limit, 0);
    }
    return List.of(
        Finding.between(
            2.9,
            3.1,
            "order in time on a fixed grid, 16 to 32 substeps",
            order(error[0], error[1]),
            "order 3 (Shu and Osher 1988, doi 10.1016/0021-9991(88)90177-5); against 512 substeps"));
  }
}
