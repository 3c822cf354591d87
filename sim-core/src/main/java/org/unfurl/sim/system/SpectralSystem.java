package org.unfurl.sim.system;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.grid.PeriodicPlane;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.ExponentialPlaneStepper;
import org.unfurl.sim.stepper.ExponentialStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.stepper.SubSteppedStepper;

/**
 * A system of the spectral family: an equation with one coefficient that varies, on a periodic line
 * or square. Reference and cheap solvers share the grid; the reference is ETDRK4 in many steps a
 * frame, a cheap solver makes one step, or few. What a network can learn to correct is the order in
 * time.
 *
 * @param description what varies and what does not
 * @param shape of a state
 * @param discretisation on a line or a square
 * @param secondsPerValue of a step of ETDRK2, measured on 48 points and on 128 x 128
 *     (docs/performance.md)
 */
record SpectralSystem(
    Description description,
    StateShape shape,
    Discretisation discretisation,
    double secondsPerValue)
    implements PhysicalSystem {

  /** Makes a stepper for the equation at a parameter, on its grid. */
  interface Discretisation {

    DifferentiableStepper stepper(String scheme, double parameter, double timeStep);
  }

  /**
   * The numbers of a system.
   *
   * @param correction see {@link SpectralSystem#correctionScale}
   * @param residual a frame whose summed squared residual exceeds this is diverged
   */
  record Description(
      String name,
      Splits splits,
      Domain domain,
      Times times,
      Waves waves,
      double correction,
      double residual) {}

  /**
   * The coefficient that varies.
   *
   * @param meaning for people, with what does not vary
   */
  record Splits(
      String meaning, List<Double> train, List<Double> interpolation, List<Double> extrapolation) {}

  /**
   * Where the fields live.
   *
   * @param channels fields of a state
   * @param points along each axis
   * @param length of each axis
   */
  record Domain(int channels, int points, double length) {}

  /**
   * How time passes.
   *
   * @param frame physical time of a frame
   * @param referenceSteps ETDRK4 steps a frame
   * @param solverSteps steps a frame of the cheap solvers
   * @param warmUpFrames dropped before recording
   */
  record Times(double frame, int referenceSteps, int solverSteps, int warmUpFrames) {}

  /**
   * Random initial states: a mean, and waves of all directions with amplitudes uniform in
   * (−amplitude, amplitude) / |mode| and random phases.
   *
   * @param means of each channel
   * @param amplitude of the longest waves
   * @param modes highest mode along each axis
   */
  record Waves(List<Double> means, double amplitude, int modes) {}

  /** A system on a line. */
  static SpectralSystem line(Description description, DoubleFunction<Equation> equation) {
    Domain domain = description.domain();
    PeriodicGrid grid = new PeriodicGrid(domain.points(), domain.length());
    return new SpectralSystem(
        description,
        StateShape.periodicLine(domain.channels(), domain.points()),
        (scheme, parameter, timeStep) ->
            ExponentialStepper.named(scheme, equation.apply(parameter), grid, timeStep),
        4e-9);
  }

  /** A system on a square. */
  static SpectralSystem plane(Description description, DoubleFunction<PlaneEquation> equation) {
    Domain domain = description.domain();
    PeriodicPlane grid = PeriodicPlane.square(domain.points(), domain.length());
    return new SpectralSystem(
        description,
        StateShape.periodicPlane(domain.channels(), domain.points(), domain.points()),
        (scheme, parameter, timeStep) ->
            ExponentialPlaneStepper.named(scheme, equation.apply(parameter), grid, timeStep),
        SECONDS_PER_VALUE);
  }

  @Override
  public String name() {
    return description.name();
  }

  @Override
  public String parameterMeaning() {
    return description.splits().meaning();
  }

  @Override
  public List<Double> parameters(Split split) {
    return switch (split) {
      case TRAIN -> description.splits().train();
      case INTERPOLATION -> description.splits().interpolation();
      case EXTRAPOLATION -> description.splits().extrapolation();
    };
  }

  @Override
  public double[] coordinates(double parameter) {
    Domain domain = description.domain();
    return shape().evenCoordinates(0, domain.length() / domain.points());
  }

  @Override
  public double frameTime() {
    return description.times().frame();
  }

  @Override
  public Stepper reference(double parameter) {
    return stepper("etdrk4", parameter, description.times().referenceSteps());
  }

  @Override
  public List<String> schemes() {
    return ExponentialStepper.SCHEMES;
  }

  @Override
  public Stepper solver(String scheme, double parameter) {
    return stepper(scheme, parameter, description.times().solverSteps());
  }

  private Stepper stepper(String scheme, double parameter, int steps) {
    return new SubSteppedStepper(
        discretisation.stepper(scheme, parameter, description.times().frame() / steps), steps);
  }

  /**
   * About the root mean square error of a frame of {@code etd1}, so that a network's output is of
   * order one, and its first guess harms the solver little. The linear equations have no such
   * error.
   */
  @Override
  public double correctionScale() {
    return description.correction();
  }

  /** The parameter over the mean of the training parameters. */
  @Override
  public double[] parameterFeatures(double parameter) {
    double mean =
        description.splits().train().stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();
    return new double[] {parameter / mean};
  }

  @Override
  public int availableTrajectories(Split split) {
    return Integer.MAX_VALUE;
  }

  @Override
  public double[] initialStates(Split split, double parameter, int count, Seed seed) {
    if (count < 1) {
      throw new IllegalArgumentException("count (" + count + ") must be at least 1");
    }
    SplittableRandom random = InitialStates.generator(this, split, parameter, seed);
    int points = shape().points();
    double[] states = new double[Math.multiplyExact(count, shape().size())];
    for (int field = 0; field < count * description.domain().channels(); field++) {
      addWaves(random, states, field * points, field % description.domain().channels());
    }
    return states;
  }

  private void addWaves(SplittableRandom random, double[] states, int from, int channel) {
    Waves waves = description.waves();
    int columns = shape().columns();
    int rows = shape().rows();
    Arrays.fill(states, from, from + rows * columns, waves.means().get(channel));
    int highestY = rows == 1 ? 0 : waves.modes();
    for (int modeY = 0; modeY <= highestY; modeY++) {
      // A wave and that with both modes negative are one and the same.
      for (int modeX = modeY == 0 ? 1 : -waves.modes(); modeX <= waves.modes(); modeX++) {
        double amplitude = waves.amplitude() * random.nextDouble(-1, 1) / Math.hypot(modeX, modeY);
        double phase = random.nextDouble(2 * Math.PI);
        int i = from;
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            double turns = (double) modeX * x / columns + (double) modeY * y / rows;
            states[i++] += amplitude * Math.cos(2 * Math.PI * turns + phase);
          }
        }
      }
    }
  }

  @Override
  public int warmUpFrames(Split split) {
    return description.times().warmUpFrames();
  }

  @Override
  public Thresholds thresholds() {
    return new Thresholds(0.2, 8, description.residual());
  }

  @Override
  public double referenceSeconds() {
    // ETDRK4 evaluates the nonlinear term twice as often as ETDRK2.
    return 2 * description.times().referenceSteps() * secondsPerStep();
  }

  @Override
  public double solverSeconds() {
    return description.times().solverSteps() * secondsPerStep();
  }

  private double secondsPerStep() {
    return shape.size() * secondsPerValue;
  }
}
