package org.unfurl.sweep.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.UnusableArchitectureException;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.TrialSystem;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/**
 * Every setting of a trial, joined from those who declare them; everything else loops over it.
 *
 * @param all in the order in which files and labels name them: the last varies fastest
 */
public record TrialSettings(List<Setting<?>> all) {

  /** The section of the file whose maps are cases, each with an architecture's settings. */
  public static final String NETWORK = "network";

  /** Physical system, by name. */
  public static final Setting<String> SYSTEM = TrialSystem.SETTING;

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
                  TrialSystem.of(others)
                      .map(system -> system.availableTrajectories(Split.TRAIN))
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

  /** Checks that no key and no column is declared twice, and copies. */
  public TrialSettings {
    all = List.copyOf(all);
    requireOnce("key", all.stream().map(Setting::key).toList());
    requireOnce("column", all.stream().map(Setting::column).toList());
  }

  /**
   * Those that are declared here and in train-core.
   *
   * @throws UnusableArchitectureException if one of the class path cannot be used
   */
  public static TrialSettings registered() {
    Architectures.all(); // says why one cannot be used, which a static initialiser would hide
    return Registered.SETTINGS;
  }

  /** Joined once, when first asked for. */
  private static final class Registered {

    private static final TrialSettings SETTINGS =
        new TrialSettings(
            Stream.of(
                    List.of(SYSTEM, Task.SETTING, Task.SCHEME),
                    Architectures.settings(),
                    List.of(Modality.SETTING),
                    Unrolling.SETTINGS,
                    TrainingConfig.settings(),
                    List.of(TRAJECTORIES, FRAMES, SEED))
                .<Setting<?>>flatMap(List::stream)
                .toList());
  }

  /** Those that a trial may have. */
  public List<Setting<?>> kept() {
    return all.stream().filter(setting -> !setting.isWish()).toList();
  }

  /** These and one more, before the last. */
  public TrialSettings with(Setting<?> setting) {
    List<Setting<?>> more = new ArrayList<>(all);
    more.add(all.size() - 1, setting);
    return new TrialSettings(more);
  }

  /** Those of a section of the file, such as {@code network}, in sections of it too. */
  public List<Setting<?>> in(String section) {
    return all.stream().filter(setting -> setting.key().startsWith(section + ".")).toList();
  }

  /**
   * The setting of a key.
   *
   * @throws NoSuchElementException if there is none
   */
  public Setting<?> named(String key) {
    return find(key).orElseThrow();
  }

  /** The setting of a key; empty if there is none. */
  public Optional<Setting<?>> find(String key) {
    return all.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }

  /** What makes a difference at a point, every value as it counts. */
  Values relevant(Values point) {
    return point.relevant(all);
  }

  private static void requireOnce(String what, List<String> words) {
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      if (!seen.add(word)) {
        throw new IllegalArgumentException(
            what + " (" + word + ") of a setting must be declared once, choose another");
      }
    }
  }
}
