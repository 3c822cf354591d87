package org.unfurl.sweep.plan;

import java.util.List;
import java.util.stream.Stream;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/** Every setting of a trial, joined from those who declare them; everything else loops over it. */
public final class TrialSettings {

  /** Physical system, by name. */
  public static final Setting<String> SYSTEM =
      Setting.word("system", PhysicalSystems::names)
          .example(PhysicalSystems.builtIn().get(0).name())
          .meaning("the physical system");

  /** Index of the replicate. */
  public static final Setting<Long> SEED =
      Setting.longNumber("seed", 0, Long.MAX_VALUE)
          .example(0L, 1L, 2L)
          .called("s")
          .column("seed")
          .meaning("index of the replicate; equal seeds share initial weights and batches");

  /** The study trains on six trajectories of every parameter. */
  public static final Setting<Integer> TRAJECTORIES =
      Setting.wholeNumber("training.trajectories", 1, 10_000)
          .preset(6)
          .column("training_trajectories")
          .counts(
              (trajectories, others) ->
                  others
                      .find(SYSTEM)
                      .map(name -> PhysicalSystems.named(name).availableTrajectories(Split.TRAIN))
                      .map(available -> Math.min(trajectories, available))
                      .orElse(trajectories))
          .meaning(
              "trajectories generated for each training parameter, or all if the system has fewer;"
                  + " of your own data all are used");

  /** How long each of them is. */
  public static final Setting<Integer> FRAMES =
      Setting.wholeNumber("training.frames", 2, 100_000)
          .preset(1_250)
          .column("training_frames")
          .meaning("recorded frames of each training trajectory, more than `unroll-length`");

  private TrialSettings() {}

  /** In the order in which files and labels name them: the last varies fastest. */
  public static List<Setting<?>> all() {
    return Stream.of(
            List.of(SYSTEM, Task.SETTING, Task.SCHEME),
            Architectures.settings(),
            List.of(Modality.SETTING),
            Unrolling.SETTINGS,
            TrainingConfig.SETTINGS,
            List.of(TRAJECTORIES, FRAMES),
            LearningRate.SETTINGS,
            List.of(SEED))
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }
}
