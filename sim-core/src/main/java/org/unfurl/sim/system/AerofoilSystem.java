package org.unfurl.sim.system;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.unfurl.sim.gas.AerofoilGrid;
import org.unfurl.sim.gas.Boundaries;
import org.unfurl.sim.gas.Boundary;
import org.unfurl.sim.gas.CurvilinearGrid;
import org.unfurl.sim.gas.FlowState;
import org.unfurl.sim.gas.Gas;
import org.unfurl.sim.gas.GasStepper;
import org.unfurl.sim.gas.VolumeMeans;
import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;

/**
 * Transonic laminar flow around NACA 0012 without incidence at a Reynolds number of 10⁴ of the
 * chord: vortices leave the trailing edge, and shocks come and go with the Mach number (Bouhadji
 * and Braza 2003, doi 10.1016/S0045-7930(02)00100-3). The reference has several times as many cells
 * in each direction as the solver, which runs the same scheme on the grid of every k-th node. The
 * study's aerofoil is not published in detail; grids, list of Mach numbers and Reynolds number are
 * ours.
 *
 * <p>The parameter is the Mach number M of the free stream. Density, speed and chord are 1, so a
 * time unit is a chord at the free stream's speed; viscosity is constant. A state is (ρ, ρu, ρv,
 * ρE), rows from the profile outwards, columns around it from the trailing edge along the lower
 * side (see {@link AerofoilGrid}).
 */
final class AerofoilSystem implements PhysicalSystem {

  private static final String SCHEME = "finite-volume";
  private static final Gas GAS = Gas.air(1e-4);
  private static final Boundaries BOUNDARIES = Boundaries.around(Boundary.NO_SLIP_WALL);
  private static final double LEAST_MACH = 0.05;

  /** Substep over the stable one in the free stream; leaves room for where the flow is faster. */
  private static final double COURANT = 0.9;

  /** Initial boundary layer: about that of the trailing edge, 5 / √Re. */
  private static final double LAYER = 0.05;

  /** Behind the trailing edge. */
  private static final Pokes POKES = new Pokes(1.1, 1.4, -0.1, 0.1, 0.15);

  private final String name;
  private final AerofoilGrid layout;
  private final int refinement;
  private final double frameTime;
  private final int warmUpFrames;

  private final OnDemand<CurvilinearGrid> fine;
  private final OnDemand<CurvilinearGrid> coarse;

  private AerofoilSystem(
      String name, AerofoilGrid layout, int refinement, double frameTime, int warmUpFrames) {
    this.name = name;
    this.layout = layout;
    this.refinement = refinement;
    this.frameTime = frameTime;
    this.warmUpFrames = warmUpFrames;
    fine = new OnDemand<>(layout::grid);
    coarse = new OnDemand<>(() -> layout.grid(refinement));
  }

  // The leading edge has the finest cells: where the coarse grid cuts off the nose, its solver errs
  // within a frame by a hundred times as much as elsewhere, and a network learns little else.

  /** 256 x 64 and 64 x 16 cells, far field 15 chords away. */
  static AerofoilSystem full() {
    return new AerofoilSystem(
        "aerofoil", new AerofoilGrid(64, 256, 0.005, 0.005, 0.003, 15), 4, 0.02, 500);
  }

  /** A small relative for tests and first tries: 96 x 32 and 48 x 16 cells, 8 chords. */
  static AerofoilSystem quick() {
    return new AerofoilSystem(
        "aerofoil-quick", new AerofoilGrid(32, 96, 0.0125, 0.016, 0.004, 8), 2, 0.03, 250);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String parameterMeaning() {
    return "Mach number of the free stream";
  }

  @Override
  public List<Double> parameters(Split split) {
    return switch (split) {
      case TRAIN -> List.of(0.70, 0.75, 0.80, 0.85);
      case INTERPOLATION -> List.of(0.725, 0.825);
      case EXTRAPOLATION -> List.of(0.90);
    };
  }

  @Override
  public StateShape shape() {
    return GasStepper.shape(layout.rows() / refinement, layout.columns() / refinement, BOUNDARIES);
  }

  @Override
  public double[] coordinates(double parameter) {
    CurvilinearGrid grid = coarse.get();
    double[] coordinates = new double[2 * grid.cells()];
    for (int cell = 0; cell < grid.cells(); cell++) {
      coordinates[cell] = grid.centreX(cell);
      coordinates[grid.cells() + cell] = grid.centreY(cell);
    }
    return coordinates;
  }

  @Override
  public double frameTime() {
    return frameTime;
  }

  @Override
  public Stepper reference(double parameter) {
    return stepper(fine.get(), parameter);
  }

  @Override
  public Restriction restriction() {
    return new VolumeMeans(fine.get(), refinement);
  }

  @Override
  public Stepper residualStepper(double parameter) {
    return stepper(coarse.get(), parameter);
  }

  @Override
  public List<String> schemes() {
    return List.of(SCHEME);
  }

  @Override
  public Stepper solver(String scheme, double parameter) {
    if (!scheme.equals(SCHEME)) {
      throw new IllegalArgumentException("scheme (" + scheme + ") must be one of " + schemes());
    }
    return stepper(coarse.get(), parameter);
  }

  private Stepper stepper(CurvilinearGrid grid, double mach) {
    FlowState stream = freeStream(mach);
    return new GasStepper(grid, BOUNDARIES, GAS, stream, frameTime, substeps(grid, stream));
  }

  private int substeps(CurvilinearGrid grid, FlowState stream) {
    return GasStepper.stableSubsteps(grid, BOUNDARIES, GAS, stream, frameTime, COURANT);
  }

  private static FlowState freeStream(double mach) {
    requireMach(mach);
    return FlowState.freeStream(mach, 0, GAS);
  }

  /**
   * A few times the root mean square error of a frame of the solver: a network's first guesses then
   * leave density and pressure positive.
   */
  @Override
  public double correctionScale() {
    return 0.02;
  }

  /** 10 (M − 0.8): −1 to 0.5 over the trained values. */
  @Override
  public double[] parameterFeatures(double parameter) {
    requireMach(parameter);
    return new double[] {10 * (parameter - 0.8)};
  }

  @Override
  public int availableTrajectories(Split split) {
    return Integer.MAX_VALUE;
  }

  /**
   * The free stream, which comes to rest at the profile over a distance of 0.05, with a poke to the
   * side behind the trailing edge that breaks the symmetry ({@link Pokes}), drawn afresh for every
   * parameter and split. The first n of more states are the same as n states.
   */
  @Override
  public double[] initialStates(Split split, double parameter, int count, Seed seed) {
    if (count < 1) {
      throw new IllegalArgumentException("count (" + count + ") must be at least 1");
    }
    FlowState stream = freeStream(parameter);
    CurvilinearGrid grid = fine.get();
    int cells = grid.cells();
    int stateSize = GasStepper.shape(grid.rows(), grid.columns(), BOUNDARIES).size();
    double[] states = new double[Math.multiplyExact(count, stateSize)];
    SplittableRandom random = InitialStates.generator(this, split, parameter, seed);
    for (int trajectory = 0; trajectory < count; trajectory++) {
      DoubleBinaryOperator poke = POKES.draw(random);
      double[] state = new double[stateSize];
      for (int cell = 0; cell < cells; cell++) {
        double v = poke.applyAsDouble(grid.centreX(cell), grid.centreY(cell));
        double speed = Math.tanh(grid.distanceFromFirstRow(cell) / LAYER);
        new FlowState(1, speed, speed * v, stream.pressure()).store(state, cells, cell, GAS);
      }
      System.arraycopy(state, 0, states, trajectory * stateSize, stateSize);
    }
    return states;
  }

  @Override
  public int warmUpFrames(Split split) {
    return warmUpFrames;
  }

  /**
   * Most of a state is what does not change, so that the correlation is always near 1: at a half
   * period's distance the vortex street has 0.9998 or less, and 0.9999 is a fourth of a period off.
   * Diverged at six times the summed square of the free stream at M = 0.8, as in the study's KS
   * system.
   */
  @Override
  public Thresholds thresholds() {
    return new Thresholds(0.9999, 8, 6.0 * 12.8 * shape().points());
  }

  @Override
  public double referenceSeconds() {
    return seconds(fine.get());
  }

  @Override
  public double solverSeconds() {
    return seconds(coarse.get());
  }

  /** Three stages a substep, 0.2 µs a cell and stage. */
  private double seconds(CurvilinearGrid grid) {
    return 3 * 0.2e-6 * grid.cells() * substeps(grid, freeStream(0.8));
  }

  /** Below, sound is so fast that the explicit steps would be more than anybody waits for. */
  private static void requireMach(double mach) {
    if (!(mach >= LEAST_MACH) || Double.isInfinite(mach)) {
      throw new IllegalArgumentException(
          "parameter (" + mach + ") must be a Mach number of at least " + LEAST_MACH);
    }
  }
}
