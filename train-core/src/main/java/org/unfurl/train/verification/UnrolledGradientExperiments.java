package org.unfurl.train.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sim.verification.Experiment;
import org.unfurl.sim.verification.Experiment.Extent;
import org.unfurl.sim.verification.Finding;
import org.unfurl.sim.verification.Subject;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.UnrolledLoss;
import org.unfurl.train.unroll.Unrolling;

/**
 * The gradient that WIG trains with, through solver and network over a whole unroll, against
 * central differences of the loss: every built-in system, every task with a solver, every scheme
 * whose adjoint is the exact one. Of a system with a small preset only that is taken.
 *
 * <p>The targets are frames of the reference, the network is freshly drawn and computes in double
 * precision.
 */
public final class UnrolledGradientExperiments {

  private static final String MEANING =
      "Gradients of unrolls: the gradient of the loss of three frames, network and solver together,"
          + " against differences of the loss itself along random directions, in double precision."
          + " Not claimed: that single precision, in which networks train, is as close, or that"
          + " training with this gradient is better, which is what sweeps are for.";

  private static final String SMALL_PRESET = "-quick";

  /** Ends the names of schemes whose adjoint leaves something out on purpose. */
  private static final String APPROXIMATE = "-frozen-adjoint";

  private static final int FRAMES = 3;
  private static final int BATCH = 2;

  /** Reference frames before the window, which smooth what is random in the initial states. */
  private static final int LEAD = 5;

  private static final int DIRECTIONS = 3;

  /**
   * Half the intervals of the differences, along directions of length 1. A kink of a unit of the
   * network, or of the solver's interpolation, that lies in the longer one is most probably outside
   * the shorter, in which rounding weighs more. On large planes there are so many units that one
   * may still be inside along some direction: hence the median over the directions, all of which a
   * wrong gradient would miss.
   */
  private static final double[] WIDTHS = {1e-6, 1e-7};

  private static final double TOLERANCE = 1e-6;
  private static final String SOURCE =
      "the derivative itself, along the median of "
          + DIRECTIONS
          + " random directions and over the largest slope, by central differences over ±1e-6 or ±1e-7, whichever is nearer: the"
          + " rounding of the loss over the shorter is 1e-7 at most; ours";

  /** Points up to which an experiment takes less than a second; the tests run those. */
  private static final int MOST_POINTS = 1024;

  /**
   * On the weights: a freshly drawn network changes a frame by more than most solvers do, which
   * carries Gray-Scott out of the range where its states stay finite.
   */
  private static final double SHRINK = 0.25;

  private UnrolledGradientExperiments() {}

  /** One for every system and task. */
  public static List<Experiment> all() {
    List<String> names = PhysicalSystems.builtIn().stream().map(PhysicalSystem::name).toList();
    List<Experiment> all = new ArrayList<>();
    for (PhysicalSystem system : PhysicalSystems.builtIn()) {
      if (!names.contains(system.name() + SMALL_PRESET)) {
        Arrays.stream(Task.values())
            .filter(Task::usesSolver)
            .forEach(task -> all.add(experiment(system, task)));
      }
    }
    return List.copyOf(all);
  }

  private static Experiment experiment(PhysicalSystem system, Task task) {
    return new Experiment(
        new Subject(system.name(), MEANING),
        "gradient of an unroll of " + FRAMES + " frames, " + task.word(),
        system.shape().points() <= MOST_POINTS ? Extent.SHORT : Extent.LONG,
        () ->
            system.schemes().stream()
                .filter(system::differentiable)
                .filter(scheme -> !scheme.endsWith(APPROXIMATE))
                .map(scheme -> compare(system, task, scheme))
                .toList());
  }

  private static Finding compare(PhysicalSystem system, Task task, String scheme) {
    double parameter = system.parameters(Split.TRAIN).get(0);
    int features = system.parameterFeatures(parameter).length;
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 4, 1);
    double error;
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network =
          Architectures.create(
              session, spec, new NetworkShape(system.shape(), features), new Seed(11));
      session.compute(
          false,
          scope -> {
            network.parameters().change(values -> values.muli(SHRINK));
            return null;
          });
      try (FrameModel model = new FrameModel(task, system, scheme, parameter, network)) {
        UnrolledLoss loss = new UnrolledLoss(model, Unrolling.of(Modality.WIG, FRAMES, 0, 0));
        error = medianError(network, loss, window(system, parameter));
      }
    }
    return Finding.atMost(
        TOLERANCE,
        "relative error of the gradient through "
            + FRAMES
            + " frames, "
            + task.word()
            + ", "
            + scheme,
        error,
        SOURCE);
  }

  private static double medianError(Network network, UnrolledLoss loss, List<double[]> window) {
    loss.addGradient(window);
    double[] gradient = network.readGradient();
    SplittableRandom random = new Seed(12).generator();
    double[] errors = new double[DIRECTIONS];
    double largestSlope = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] direction = direction(random, gradient.length);
      double slope = 0;
      for (int k = 0; k < gradient.length; k++) {
        slope += gradient[k] * direction[k];
      }
      double error = Double.POSITIVE_INFINITY;
      for (double width : WIDTHS) {
        shift(network, direction, width);
        double above = loss.addGradient(window);
        shift(network, direction, -2 * width);
        double below = loss.addGradient(window);
        shift(network, direction, width);
        error = Math.min(error, Math.abs((above - below) / (2 * width) - slope));
      }
      errors[i] = error;
      largestSlope = Math.max(largestSlope, Math.abs(slope));
    }
    Arrays.sort(errors);
    return errors[DIRECTIONS / 2] / largestSlope;
  }

  /** Of length 1. */
  private static double[] direction(SplittableRandom random, int size) {
    double[] direction = random.doubles(size, -1, 1).toArray();
    double length = Math.sqrt(Arrays.stream(direction).map(value -> value * value).sum());
    return Arrays.stream(direction).map(value -> value / length).toArray();
  }

  private static void shift(Network network, double[] direction, double by) {
    EngineSession session = network.parameters().session();
    double[] change = Arrays.stream(direction).map(value -> by * value).toArray();
    session.compute(
        false,
        scope -> {
          network.parameters().change(values -> values.addi(session.array(change, change.length)));
          return null;
        });
  }

  /** Frames of the reference on the solver's grid, (batch, channel, point) each. */
  private static List<double[]> window(PhysicalSystem system, double parameter) {
    int trajectories = Math.min(BATCH, system.availableTrajectories(Split.TRAIN));
    double[] state = system.initialStates(Split.TRAIN, parameter, trajectories, new Seed(13));
    List<double[]> window = new ArrayList<>();
    try (Stepper reference = system.reference(parameter)) {
      for (int frame = 1; frame <= LEAD + FRAMES; frame++) {
        double[] next = new double[state.length];
        reference.step(state, next);
        state = next;
        if (frame >= LEAD) {
          double[] recorded = new double[trajectories * system.shape().size()];
          system.restriction().apply(state, recorded);
          window.add(recorded);
        }
      }
    }
    return window;
  }
}
