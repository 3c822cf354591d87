package org.unfurl.sweep.plan;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.TrainingConfig;

/** The resolved configuration of a trial: everything that decides its numbers, nothing else. */
public sealed interface TrialConfig extends Serializable {

  /** What its settings are: all that make a difference to it, and no other. */
  Values values();

  /** Name of the physical system. */
  default String system() {
    return values().of(TrialSettings.SYSTEM);
  }

  /** Seed of the sweep; reference data derive from it. */
  Seed sweepSeed();

  /** How the trial is scored. */
  Evaluation evaluation();

  /** The data sets of the sweep's author among those it needs; the others are generated. */
  List<ReferenceSpec> ownReferences();

  /** The data sets to train on; empty for baselines. */
  List<ReferenceSpec> trainingReferences();

  /** The data sets to be scored on. */
  default List<ReferenceSpec> testReferences() {
    return References.test(system(), sweepSeed(), evaluation(), ownReferences());
  }

  /** What its data sets depend on: trials of one sweep that agree in it need the same. */
  List<Object> referenceNeeds();

  /** Every data set it needs: those to train on, then those to be scored on. */
  default Stream<ReferenceSpec> references() {
    return Stream.concat(trainingReferences().stream(), testReferences().stream());
  }

  /**
   * A trial that trains a network.
   *
   * @param values without those that make no difference, so that they cannot tell two equal trials
   *     apart
   * @param ownReferences of its system
   */
  record Trained(
      Seed sweepSeed, Evaluation evaluation, Values values, List<ReferenceSpec> ownReferences)
      implements TrialConfig {

    /** Checks that a training window fits into a trajectory. */
    public Trained {
      ownReferences = List.copyOf(ownReferences);
      int frames = values.of(TrialSettings.FRAMES);
      int length = new TrainingConfig(values).longestUnroll();
      if (frames <= length) {
        throw new IllegalArgumentException(
            "frames (" + frames + ") must exceed unroll-length (" + length + ")");
      }
    }

    /** How the network is trained. */
    public TrainingConfig training() {
      return new TrainingConfig(values);
    }

    @Override
    public List<ReferenceSpec> trainingReferences() {
      return References.training(
          system(),
          sweepSeed,
          values.of(TrialSettings.TRAJECTORIES),
          values.of(TrialSettings.FRAMES),
          ownReferences);
    }

    @Override
    public List<Object> referenceNeeds() {
      return List.of(
          system(),
          ownReferences,
          values.of(TrialSettings.TRAJECTORIES),
          values.of(TrialSettings.FRAMES));
    }

    /**
     * What the replicate's randomness derives from. It depends on the sweep's seed and the
     * replicate's index alone: replicate 3 starts from the same initial weights and draws the same
     * batches in every task and modality, which makes their comparison a paired one.
     */
    public Seed replicateSeed() {
      return sweepSeed.derive("replicate/" + values.of(TrialSettings.SEED));
    }
  }

  /**
   * A trial that trains nothing.
   *
   * @param baseline which
   * @param scheme the solver's scheme; empty for persistence
   * @param ownReferences of its system; those to train on are dropped
   */
  record Bare(
      String system,
      Seed sweepSeed,
      Evaluation evaluation,
      Baseline baseline,
      String scheme,
      List<ReferenceSpec> ownReferences)
      implements TrialConfig {

    /** Checks that a solver, and nothing but a solver, has a scheme. */
    public Bare {
      ownReferences = ownReferences.stream().filter(spec -> spec.split() != Split.TRAIN).toList();
      if ((baseline == Baseline.SOLVER) == scheme.isEmpty()) {
        throw new IllegalArgumentException(
            "scheme (" + scheme + ") must be given for the solver, and empty for persistence");
      }
    }

    @Override
    public Values values() {
      Values values = Values.none().with(TrialSettings.SYSTEM, system);
      return scheme.isEmpty() ? values : values.with(Task.SCHEME, scheme);
    }

    @Override
    public List<Object> referenceNeeds() {
      return List.of(system, ownReferences);
    }

    @Override
    public List<ReferenceSpec> trainingReferences() {
      return List.of();
    }
  }
}
