package org.unfurl.sim.external;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.path.WrittenPath;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.system.Thresholds;
import org.unfurl.sim.system.UnusableSystemException;

/**
 * A physical system whose reference and solvers are programs, all on one grid. To offer one to
 * sweep files, extend this class with a constructor and name that in a jar
 * (docs/external-simulator.md).
 *
 * <p>References are kept by the system's name: give it another name when a program computes other
 * numbers.
 */
public class ExternalSystem implements PhysicalSystem {

  private final String name;
  private final StateShape shape;
  private final String parameterMeaning;
  private final Map<Split, List<Double>> parameters;
  private final double frameTime;
  private final ExternalProgram reference;
  private final ExternalProgram residual;
  private final Map<String, Solver> solvers;
  private final double correctionScale;
  private final DoubleFunction<double[]> parameterFeatures;
  private final Map<Split, Path> initialStates;
  private final int warmUpFrames;
  private final Thresholds thresholds;

  private record Solver(ExternalProgram program, boolean adjoint) {}

  /**
   * For a subclass that a service loader can construct, and that does no more than describe itself.
   * Starts no program and reads no file.
   *
   * @throws IllegalStateException if something is missing
   */
  protected ExternalSystem(Builder builder) {
    builder.requireComplete();
    name = builder.name;
    shape = builder.shape;
    parameterMeaning = builder.parameterMeaning;
    parameters = new EnumMap<>(builder.parameters);
    frameTime = builder.frameTime;
    reference = builder.reference;
    residual = builder.residual == null ? builder.reference : builder.residual;
    solvers = new LinkedHashMap<>(builder.solvers);
    correctionScale = builder.correctionScale == 0 ? builder.frameTime : builder.correctionScale;
    parameterFeatures = builder.parameterFeatures;
    initialStates = new EnumMap<>(builder.initialStates);
    warmUpFrames = builder.warmUpFrames;
    thresholds = builder.thresholds;
  }

  /**
   * Starts the description of a system.
   *
   * @param name kebab-case, as sweep files will write it
   * @param shape of a state
   */
  public static Builder named(String name, StateShape shape) {
    return new Builder(name, shape);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String parameterMeaning() {
    return parameterMeaning;
  }

  @Override
  public List<Double> parameters(Split split) {
    return parameters.get(split);
  }

  @Override
  public StateShape shape() {
    return shape;
  }

  @Override
  public double frameTime() {
    return frameTime;
  }

  @Override
  public Stepper reference(double parameter) {
    return ExternalProcessStepper.start(reference, parameter, shape.size());
  }

  @Override
  public Stepper residualStepper(double parameter) {
    return ExternalProcessStepper.start(residual, parameter, shape.size());
  }

  @Override
  public List<String> schemes() {
    return List.copyOf(solvers.keySet());
  }

  @Override
  public Stepper solver(String scheme, double parameter) {
    Solver solver = solverOf(scheme);
    return solver.adjoint()
        ? ExternalProcessStepper.startDifferentiable(solver.program(), parameter, shape.size())
        : ExternalProcessStepper.start(solver.program(), parameter, shape.size());
  }

  @Override
  public boolean differentiable(String scheme) {
    return solverOf(scheme).adjoint();
  }

  private Solver solverOf(String scheme) {
    return Optional.ofNullable(solvers.get(scheme))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scheme (" + scheme + ") must be one of " + schemes()));
  }

  @Override
  public double correctionScale() {
    return correctionScale;
  }

  @Override
  public double[] parameterFeatures(double parameter) {
    return parameterFeatures.apply(parameter);
  }

  @Override
  public int availableTrajectories(Split split) {
    return states(split).length / shape.size();
  }

  /** The first states of the split's file, the same for every parameter and seed. */
  @Override
  public double[] initialStates(Split split, double parameter, int count, Seed seed) {
    double[] all = states(split);
    int available = all.length / shape.size();
    if (count < 1 || count > available) {
      throw new IllegalArgumentException(
          "count (" + count + ") must lie between 1 and " + available);
    }
    return Arrays.copyOf(all, count * shape.size());
  }

  private double[] states(Split split) {
    Path file = initialStates.get(split);
    try (InputStream in =
        new BufferedInputStream(
            Files.newInputStream(Path.of(WrittenPath.resolve(file.toString()))))) {
      return NpyFormat.readStates(in, shape.size());
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableSystemException(
          "initial states ("
              + file
              + ") of "
              + name
              + " must be a readable .npy file on every machine: "
              + e,
          e);
    }
  }

  @Override
  public int warmUpFrames(Split split) {
    return warmUpFrames;
  }

  @Override
  public Thresholds thresholds() {
    return thresholds;
  }

  /** Collects the description; every method returns the builder. */
  public static final class Builder {

    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

    private final String name;
    private final StateShape shape;
    private final Map<Split, List<Double>> parameters = new EnumMap<>(Split.class);
    private final Map<String, Solver> solvers = new LinkedHashMap<>();
    private final Map<Split, Path> initialStates = new EnumMap<>(Split.class);
    private String parameterMeaning = "parameter of the program";
    private double frameTime = 1;
    private double correctionScale;
    private ExternalProgram reference;
    private ExternalProgram residual;
    private DoubleFunction<double[]> parameterFeatures = parameter -> new double[] {parameter};
    private int warmUpFrames;
    private Thresholds thresholds;

    private Builder(String name, StateShape shape) {
      requireKebabCase("name", name);
      this.name = name;
      this.shape = shape;
    }

    /** What the parameter is, with its unit. */
    public Builder parameterMeaning(String meaning) {
      parameterMeaning = meaning;
      return this;
    }

    /** The parameters of a split. Every split needs some. */
    public Builder parameters(Split split, Double... values) {
      Set<Double> distinct = new HashSet<>();
      for (Double value : values) {
        if (!Double.isFinite(value) || !distinct.add(value)) {
          throw new IllegalArgumentException(
              "parameter ("
                  + value
                  + ") of split "
                  + split.word()
                  + " must be finite and given once; correct or delete it");
        }
      }
      parameters.put(split, List.of(values));
      return this;
    }

    /** Physical time between two frames; 1 if never called. */
    public Builder frameTime(double time) {
      if (!(time > 0)) {
        throw new IllegalArgumentException("frameTime (" + time + ") must be positive");
      }
      frameTime = time;
      return this;
    }

    /** The program that computes reference frames. */
    public Builder reference(ExternalProgram program) {
      reference = program;
      return this;
    }

    /** The program that defines the physics residual; the reference if never called. */
    public Builder residual(ExternalProgram program) {
      residual = program;
      return this;
    }

    /** A cheap solver without adjoint; the first solver is the default. */
    public Builder solver(String scheme, ExternalProgram program) {
      return add(scheme, new Solver(program, false));
    }

    /** A cheap solver whose program answers {@code vjp}; the first solver is the default. */
    public Builder differentiableSolver(String scheme, ExternalProgram program) {
      return add(scheme, new Solver(program, true));
    }

    private Builder add(String scheme, Solver solver) {
      requireKebabCase("scheme", scheme);
      if (solvers.putIfAbsent(scheme, solver) != null) {
        throw new IllegalArgumentException(
            "scheme (" + scheme + ") must be given once; choose another name");
      }
      return this;
    }

    /** The factor on the network's output in a correction; the frame time if never called. */
    public Builder correctionScale(double scale) {
      if (!(scale > 0)) {
        throw new IllegalArgumentException("correctionScale (" + scale + ") must be positive");
      }
      correctionScale = scale;
      return this;
    }

    /** What a network sees of the parameter, of order one; the parameter if never called. */
    public Builder parameterFeatures(DoubleFunction<double[]> features) {
      parameterFeatures = features;
      return this;
    }

    /**
     * The initial states of a split: a .npy file of shape (n, state size), float32 or float64, on
     * every machine. Every split needs one.
     */
    public Builder initialStates(Split split, Path file) {
      initialStates.put(split, file);
      return this;
    }

    /** Frames dropped before the first recorded one; none if never called. */
    public Builder warmUpFrames(int frames) {
      if (frames < 0) {
        throw new IllegalArgumentException("warmUpFrames (" + frames + ") must not be negative");
      }
      warmUpFrames = frames;
      return this;
    }

    /** When a rollout counts as decorrelated or diverged. */
    public Builder thresholds(Thresholds values) {
      thresholds = values;
      return this;
    }

    /**
     * The system.
     *
     * @throws IllegalStateException if something is missing
     */
    public ExternalSystem build() {
      return new ExternalSystem(this);
    }

    private void requireComplete() {
      for (Split split : Split.values()) {
        require(
            !parameters.getOrDefault(split, List.of()).isEmpty(),
            "parameters of split " + split.word());
        require(initialStates.containsKey(split), "initial states of split " + split.word());
      }
      require(reference != null, "a reference program");
      require(!solvers.isEmpty(), "at least one solver");
      require(thresholds != null, "thresholds");
      requireUnseenTests();
    }

    /** Equal parameters and equal initial states make equal trajectories. */
    private void requireUnseenTests() {
      Path trained = initialStates.get(Split.TRAIN);
      for (Split split : Split.tests()) {
        for (double parameter : parameters.get(split)) {
          if (parameters.get(Split.TRAIN).contains(parameter)
              && initialStates.get(split).equals(trained)) {
            throw new IllegalStateException(
                "system ("
                    + name
                    + ") must not test on what it trains on, but parameter "
                    + parameter
                    + " with initial states "
                    + trained
                    + " is in splits train and "
                    + split.word()
                    + "; give the test other initial states");
          }
        }
      }
    }

    private void require(boolean present, String what) {
      if (!present) {
        throw new IllegalStateException(
            "system (" + name + ") must have " + what + "; add that to its description");
      }
    }

    private static void requireKebabCase(String what, String word) {
      if (!word.matches(NAME)) {
        throw new IllegalArgumentException(
            what + " (" + word + ") must be kebab-case, such as my-solver; rename it");
      }
    }
  }
}
