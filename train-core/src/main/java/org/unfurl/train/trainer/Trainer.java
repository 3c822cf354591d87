package org.unfurl.train.trainer;

import java.util.Map;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;

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
   */
  public static Training train(
      TrainingConfig config,
      PhysicalSystem system,
      Map<Double, Trajectories> data,
      Seed seed,
      TrainingProgress progress) {
    throw new UnsupportedOperationException("skeleton");
  }
}
