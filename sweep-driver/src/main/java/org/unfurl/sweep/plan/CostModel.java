package org.unfurl.sweep.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.layer.Cost;
import org.unfurl.train.layer.Description;
import org.unfurl.train.trainer.Stage;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Modality;

/**
 * Predicts seconds on one core, well enough to start the longest trials first and to give a first
 * estimate of the end. The counts are exact; the rates are round numbers of one machine.
 */
public final class CostModel {

  /**
   * What convolutions cost on one core.
   *
   * @param operationsPerSecond floating-point operations, counted as direct sums
   * @param secondsPerLayerCall what a layer costs besides
   */
  private record Rates(double operationsPerSecond, double secondsPerLayerCall) {}

  /**
   * On hand-written kernels. It fits what our trainer took for three frames of 16 states, forward
   * and backward, on one core of an Intel Xeon with AVX-512: 5.3 ms at (26,8), 23.5 ms at (52,12).
   */
  private static final Rates ON_KERNELS = new Rates(130e9, 11e-6);

  /**
   * In the engine's operations. Coarse: on the same processor, busy besides, the network alone made
   * from 35 to 72 Gop/s at (26,8) and (52,12), 4 or 16 states of 32 x 32 or 64 x 64 points, forward
   * or with the backward pass, and took 0.76 ms forward at (26,8), one state of 8 x 8 points.
   *
   * <p>Lines need no rates of their own: the nine networks of sweeps/architectures.yaml that are
   * not on kernels, trained one after the other ({@code ./unfurl run --master 'local[1]'},
   * prediction, nog, 200 updates), took 0.9 to 1.33 times what these say, 1.1 times in the mean.
   * The processor was busy besides, so the unit is what the one on kernels took over what {@link
   * #ON_KERNELS} says.
   */
  private static final Rates IN_THE_ENGINE = new Rates(55e9, 30e-6);

  /** A multiplication and an addition. */
  private static final double FORWARD_OPERATIONS = 2;

  /** Forward, and a backward pass that costs two: one for the inputs, one for the weights. */
  private static final double TRAINING_PASSES = 3;

  /** An adjoint step recomputes the forward one and then runs it backwards. */
  private static final double ADJOINT_STEPS = 2;

  /** Scoring a frame needs a residual step and a handful of sums. */
  private static final double SCORING_STEPS = 2;

  /** What every trial costs beside its computation: files of weights and card, rows. */
  private static final double SECONDS_PER_TRIAL = 1e-3;

  private CostModel() {}

  /** What one state costs in a network, and what holds for it. */
  private record NetworkCost(Cost cost, Rates rates, long parameters) {}

  /** What the many trials of a plan share, worked out once: networks, and numbers of data sets. */
  static final class Shared {

    private final Map<List<Object>, NetworkCost> networks = new HashMap<>();
    private final Map<List<Object>, Integer> tests = new HashMap<>();

    private NetworkCost network(ArchitectureSpec network, PhysicalSystem system) {
      return networks.computeIfAbsent(
          List.of(network, system.name()),
          key -> {
            NetworkShape shape = shape(system);
            Description description = Architectures.description(network, shape);
            return new NetworkCost(
                description.cost(),
                Architectures.onKernels(network, shape) ? ON_KERNELS : IN_THE_ENGINE,
                Architectures.parameterCount(description));
          });
    }

    /** How many data sets a trial is scored on. */
    int tests(TrialConfig config) {
      return tests.computeIfAbsent(
          List.of(config.system(), config.evaluation(), config.ownReferences()),
          key -> config.testReferences().size());
    }

    /** Trainable numbers of a trial's network. */
    long parameters(TrialConfig.Trained config) {
      return network(Architectures.of(config.values()), PhysicalSystems.named(config.system()))
          .parameters();
    }
  }

  /** Seconds that a trial takes on one core, its reference data being there. */
  public static double seconds(TrialConfig config) {
    return seconds(config, new Shared());
  }

  static double seconds(TrialConfig config, Shared shared) {
    PhysicalSystem system = PhysicalSystems.named(config.system());
    double rolloutStates =
        (double) shared.tests(config)
            * config.evaluation().tests()
            * config.evaluation().rolloutFrames();
    if (config instanceof TrialConfig.Trained trained) {
      TrainingConfig training = trained.training();
      NetworkCost network = shared.network(training.architecture(), system);
      double calls = (double) shared.tests(config) * config.evaluation().rolloutFrames();
      return SECONDS_PER_TRIAL
          + trainingSeconds(training, system, network)
          + evaluationSeconds(training, system, network, rolloutStates, calls);
    }
    return SECONDS_PER_TRIAL + rolloutStates * system.solverSeconds() * (1 + SCORING_STEPS);
  }

  /** Seconds that a reference data set takes on one core; recorded data are only copied. */
  public static double seconds(ReferenceSpec spec) {
    if (spec.isRecorded()) {
      return 0;
    }
    PhysicalSystem system = PhysicalSystems.named(spec.system());
    double states =
        (double) spec.trajectories() * (system.warmUpFrames(spec.split()) + spec.frames());
    return states * system.referenceSeconds();
  }

  static NetworkShape shape(PhysicalSystem system) {
    double anyParameter = system.parameters(Split.TRAIN).get(0);
    return new NetworkShape(system.shape(), system.parameterFeatures(anyParameter).length);
  }

  private static double trainingSeconds(
      TrainingConfig training, PhysicalSystem system, NetworkCost cost) {
    double seconds = 0;
    for (Stage stage : training.stages()) {
      seconds += stage.updates() * updateSeconds(training, stage, system, cost);
    }
    return seconds + validationSeconds(training, system, cost);
  }

  /** Forward on as many states as an update has, of every parameter. */
  private static double validationSeconds(
      TrainingConfig training, PhysicalSystem system, NetworkCost cost) {
    if (!training.validation().exists()) {
      return 0;
    }
    Stage last = training.stages().get(training.stages().size() - 1);
    double checks = 1 + (double) training.updates() / training.validation().every();
    double states = (double) training.batchSize() * last.unrollLength();
    double solver = training.task().usesSolver() ? states * system.solverSeconds() : 0;
    return checks
        * system.parameters(Split.TRAIN).size()
        * (networkSeconds(cost, states, last.unrollLength()) + solver);
  }

  private static double updateSeconds(
      TrainingConfig training, Stage stage, PhysicalSystem system, NetworkCost cost) {
    double states = (double) training.batchSize() * stage.unrollLength();
    double network = TRAINING_PASSES * networkSeconds(cost, states, stage.unrollLength());
    double solver = 0;
    if (training.task().usesSolver()) {
      double steps = training.modality() == Modality.WIG ? 1 + ADJOINT_STEPS : 1;
      solver = states * steps * system.solverSeconds();
    }
    return network + solver;
  }

  private static double evaluationSeconds(
      TrainingConfig training,
      PhysicalSystem system,
      NetworkCost cost,
      double states,
      double calls) {
    double steps = SCORING_STEPS + (training.task().usesSolver() ? 1 : 0);
    return networkSeconds(cost, states, calls) + states * steps * system.solverSeconds();
  }

  /** Forward, so many states in so many calls. */
  private static double networkSeconds(NetworkCost network, double states, double calls) {
    double operations = FORWARD_OPERATIONS * network.cost().multiplyAdds();
    return states * operations / network.rates().operationsPerSecond()
        + calls * network.cost().calls() * network.rates().secondsPerLayerCall();
  }
}
