package org.unfurl.sweep.plan;

import java.io.Serializable;
import java.util.List;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.train.trainer.TrainingConfig;

/** The resolved configuration of a trial: everything that decides its numbers, nothing else. */
public sealed interface TrialConfig extends Serializable {

  /** Name of the physical system. */
  String system();

  /** Seed of the sweep; reference data derive from it. */
  Seed sweepSeed();

  /** How the trial is scored. */
  Evaluation evaluation();

  /** The data sets to train on; empty for baselines. */
  List<ReferenceSpec> trainingReferences();

  /** The data sets to be scored on. */
  List<ReferenceSpec> testReferences();

  /**
   * A trial that trains a network.
   *
   * @param trainingFrames recorded frames of each training trajectory
   * @param seed index of the replicate; equal seeds are paired across all other axes
   * @param training how the network is trained
   */
  record Trained(
      String system,
      Seed sweepSeed,
      Evaluation evaluation,
      int trainingFrames,
      long seed,
      TrainingConfig training)
      implements TrialConfig {

    @Override
    public List<ReferenceSpec> trainingReferences() {
      throw new UnsupportedOperationException("skeleton");
    }

    @Override
    public List<ReferenceSpec> testReferences() {
      throw new UnsupportedOperationException("skeleton");
    }
  }

  /**
   * A trial that trains nothing.
   *
   * @param baseline which
   * @param scheme the solver's scheme; empty for persistence
   */
  record Bare(
      String system, Seed sweepSeed, Evaluation evaluation, Baseline baseline, String scheme)
      implements TrialConfig {

    @Override
    public List<ReferenceSpec> trainingReferences() {
      return List.of();
    }

    @Override
    public List<ReferenceSpec> testReferences() {
      throw new UnsupportedOperationException("skeleton");
    }
  }
}
