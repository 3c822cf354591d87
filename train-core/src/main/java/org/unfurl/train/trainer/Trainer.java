package org.unfurl.train.trainer;

import java.util.Map;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.checkpoint.UnusableStateException;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Safetensors;

/**
 * Trains one network on the calling thread. Several calls may run at once in one JVM, each on its
 * own thread, with bit-equal results.
 */
public final class Trainer {

  private Trainer() {}

  /**
   * Trains.
   *
   * @param config how
   * @param system what is learned
   * @param data training trajectories by system parameter; iteration order does not matter
   * @param seed of this replicate: initial weights and batches derive from it alone, so that trials
   *     that differ only in modality or task are paired
   * @param progress watcher
   * @throws IllegalArgumentException if the data is empty, too short for one window or of another
   *     system, or if the modality needs gradients of a solver that has none
   */
  public static Training train(
      TrainingConfig config,
      PhysicalSystem system,
      Map<Double, Trajectories> data,
      Seed seed,
      TrainingProgress progress) {
    return train(config, system, data, seed, progress, new MemoryLedger());
  }

  /**
   * The same, for a caller who counts memory.
   *
   * @param memory counts what training and the trained model hold: parameters, gradient and Adam's
   *     moments; the network's working arrays and what its open evaluations keep; batches, states
   *     and cotangents of the unroll. The data is the caller's to count. The arrays of solvers are
   *     not counted.
   */
  public static Training train(
      TrainingConfig config,
      PhysicalSystem system,
      Map<Double, Trajectories> data,
      Seed seed,
      TrainingProgress progress,
      MemoryLedger memory) {
    return train(
        config, system, data, seed, progress, memory, new Start.Fresh(), Checkpoints.none());
  }

  /**
   * The same, from another start than the seed's weights, or for a caller who keeps states.
   *
   * @throws UnusableStateException if the state to go on from is damaged, or of another training
   * @throws IllegalArgumentException if the weights to start from are not of this network
   */
  public static Training train(
      TrainingConfig config,
      PhysicalSystem system,
      Map<Double, Trajectories> data,
      Seed seed,
      TrainingProgress progress,
      MemoryLedger memory,
      Start start,
      Checkpoints checkpoints) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException(
          "data (empty) must hold the trajectories of at least one system parameter, generate"
              + " references");
    }
    EngineSession session = EngineSession.open(Precision.FLOAT32, memory);
    boolean handedOver = false;
    try {
      int features = system.parameterFeatures(data.keySet().iterator().next()).length;
      Network network =
          Architectures.create(
              session,
              config.architecture(),
              new NetworkShape(system.shape(), features),
              seed.derive("initial-weights"));
      try (TrainingRun run =
          new TrainingRun(config, system, data, seed.derive("batches"), network)) {
        begin(start, network, run);
        Training training = run.run(progress, checkpoints);
        handedOver = training instanceof Training.Completed;
        return training;
      }
    } finally {
      if (!handedOver) {
        session.close();
      }
    }
  }

  private static void begin(Start start, Network network, TrainingRun run) {
    if (start instanceof Start.FromWeights weights) {
      ParameterVector parameters = network.parameters();
      parameters.replace(Safetensors.decode(weights.safetensors(), parameters.layout()));
    } else if (start instanceof Start.Resumed resumed) {
      run.resume(resumed.state());
    }
  }
}
