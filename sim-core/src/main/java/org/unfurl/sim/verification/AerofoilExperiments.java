package org.unfurl.sim.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.unfurl.sim.gas.AerofoilGrid;
import org.unfurl.sim.gas.Boundaries;
import org.unfurl.sim.gas.Boundary;
import org.unfurl.sim.gas.CurvilinearGrid;
import org.unfurl.sim.gas.FlowState;
import org.unfurl.sim.gas.Gas;
import org.unfurl.sim.gas.GasStepper;
import org.unfurl.sim.gas.NotSteadyException;
import org.unfurl.sim.gas.SteadyMarch;
import org.unfurl.sim.gas.SurfaceFlow;

/** The compressible solver and the flow around an aerofoil. */
final class AerofoilExperiments {

  private static final Subject SUBJECT =
      new Subject(
          "aerofoil",
          "The compressible solver around NACA 0012: lift, drag and separation of flows without"
              + " viscosity and with it, against published computations, and that there are vortices"
              + " where they were found. The rows name their grids. Not claimed: that the coarse"
              + " grid of a system gives these figures, nor that the flow is the study's, whose"
              + " set-up is not published in detail.");

  private AerofoilExperiments() {}

  static List<Experiment> all() {
    return Stream.concat(GasExperiments.all().stream(), aroundTheProfile().stream()).toList();
  }

  private static List<Experiment> aroundTheProfile() {
    return List.of(
        new Experiment(
            SUBJECT,
            "inviscid flow at M 0.8 and 1.25 degrees, 256 x 128 cells",
            Experiment.Extent.LONG,
            AerofoilExperiments::inviscid),
        new Experiment(
            SUBJECT,
            "laminar flow at M 0.5 and Re 5000, 256 x 128 cells",
            Experiment.Extent.LONG,
            AerofoilExperiments::laminar),
        new Experiment(
            SUBJECT,
            "vortices at M 0.8 and Re 10000, 192 x 64 cells",
            Experiment.Extent.LONG,
            AerofoilExperiments::vortices));
  }

  /**
   * Yoshihara and Sacher (editors) 1985, AGARD-AR-211, test case 01; Vassberg and Jameson 2010 on a
   * family of grids up to 4096 x 4096.
   */
  private static List<Finding> inviscid() {
    SurfaceFlow flow =
        steady(
            new AerofoilGrid(128, 256, 0.002, 0.003, 50),
            Gas.air(0),
            0.8,
            Math.toRadians(1.25),
            4000);
    String source =
        "0.350 to 0.360 in AGARD-AR-211, case 01, and Vassberg and Jameson 2010, doi"
            + " 10.2514/1.46737; 0.005 for a far field without a vortex";
    return List.of(
        Finding.between(0.345, 0.365, "C_l, inviscid, M 0.8, 1.25 degrees", flow.lift(), source),
        Finding.between(
            0.0215,
            0.0235,
            "C_d, inviscid, M 0.8, 1.25 degrees",
            flow.drag(),
            "0.0220 to 0.0230 in the same; 0.0005 for the grid"));
  }

  private static List<Finding> laminar() {
    SurfaceFlow flow =
        steady(new AerofoilGrid(128, 256, 0.001, 0.003, 30), Gas.air(1 / 5000.0), 0.5, 0, 8000);
    String source =
        "Swanson and Langer 2016, NASA/TM-2016-219003, and Bassi and Rebay 1997, doi"
            + " 10.1006/jcph.1996.5572: ";
    return List.of(
        Finding.between(
            0.0545,
            0.0565,
            "C_d, laminar, M 0.5, Re 5000",
            flow.drag(),
            source + "0.055 to 0.056; 0.0005 for the grid"),
        Finding.between(
            0.79,
            0.83,
            "separation in chords, laminar, M 0.5, Re 5000",
            flow.separation(),
            source + "near 0.81; 0.02 for the grid"),
        Finding.atMost(
            1e-3,
            "size of C_l, laminar, M 0.5, Re 5000",
            Math.abs(flow.lift()),
            "theory: 0, as the flow is symmetric; 0.001 for a march that ends when the density changes"
                + " by 1e-6"));
  }

  /**
   * From the free stream and a poke to the side, 14 chords at its speed; looked at over the last 6.
   */
  private static List<Finding> vortices() {
    CurvilinearGrid grid = new AerofoilGrid(64, 192, 0.005, 0.006, 15).grid();
    Gas gas = Gas.air(1e-4);
    FlowState stream = FlowState.freeStream(0.8, 0, gas);
    Boundaries boundaries = Boundaries.around(Boundary.NO_SLIP_WALL);
    double frame = 0.05;
    int substeps = GasStepper.stableSubsteps(grid, boundaries, gas, stream, frame, 0.9);
    GasStepper stepper = new GasStepper(grid, boundaries, gas, stream, frame, substeps);
    double[] state = poked(grid, gas, stream);
    double[] next = new double[state.length];
    List<Double> lift = new ArrayList<>();
    for (int k = 0; k < 280; k++) {
      stepper.step(state, next);
      double[] previous = state;
      state = next;
      next = previous;
      if (k >= 160) {
        lift.add(new SurfaceFlow(grid, gas, stream, state, 0).lift());
      }
    }
    List<Double> periods = periods(lift, frame);
    double mean = mean(periods);
    double spread =
        Math.sqrt(periods.stream().mapToDouble(p -> (p - mean) * (p - mean)).average().orElse(9));
    String source =
        "Bouhadji and Braza 2003, doi 10.1016/S0045-7930(02)00100-3: an alternating (von Karman)"
            + " mode at Re 10000 and zero incidence in the transonic range; ";
    return List.of(
        Finding.atLeast(
            6,
            "periods of C_l in 6 time units, M 0.8, Re 10000",
            periods.size(),
            source + "that there is one, not its frequency"),
        Finding.atMost(
            0.05,
            "spread over mean of the periods, M 0.8, Re 10000",
            spread / mean,
            source + "one mode is periodic, 5 % for its transient"));
  }

  private static double[] poked(CurvilinearGrid grid, Gas gas, FlowState stream) {
    int cells = grid.cells();
    double[] state = new double[4 * cells];
    for (int cell = 0; cell < cells; cell++) {
      double x = grid.centreX(cell) - 1.2;
      double y = grid.centreY(cell) - 0.03;
      double v = 0.2 * Math.exp(-(x * x + y * y) / (2 * 0.15 * 0.15));
      double speed = Math.tanh(grid.distanceFromFirstRow(cell) / 0.05);
      new FlowState(1, speed, speed * v, stream.pressure()).store(state, cells, cell, gas);
    }
    return state;
  }

  /** Times between upward crossings of the mean. */
  private static List<Double> periods(List<Double> values, double interval) {
    double mean = mean(values);
    List<Double> periods = new ArrayList<>();
    double last = Double.NaN;
    for (int k = 1; k < values.size(); k++) {
      double before = values.get(k - 1) - mean;
      double after = values.get(k) - mean;
      if (before < 0 && after >= 0) {
        double time = interval * (k - after / (after - before));
        if (!Double.isNaN(last)) {
          periods.add(time - last);
        }
        last = time;
      }
    }
    return periods;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** On the layout's grid, by way of three coarser ones. */
  private static SurfaceFlow steady(
      AerofoilGrid layout, Gas gas, double mach, double incidence, int mostIterations) {
    List<CurvilinearGrid> grids = new ArrayList<>();
    for (int every = 8; every >= 1; every /= 2) {
      grids.add(layout.grid(every));
    }
    Boundary wall = gas.viscosity() > 0 ? Boundary.NO_SLIP_WALL : Boundary.SLIP_WALL;
    FlowState stream = FlowState.freeStream(mach, incidence, gas);
    SteadyMarch march =
        new SteadyMarch(Boundaries.around(wall), gas, stream, 3, 0.6, 1e-6, mostIterations);
    try {
      return new SurfaceFlow(grids.get(grids.size() - 1), gas, stream, march.solve(grids), 0);
    } catch (NotSteadyException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
