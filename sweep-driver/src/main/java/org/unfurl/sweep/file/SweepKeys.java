package org.unfurl.sweep.file;

import java.util.List;
import java.util.stream.Stream;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Grid;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;

/** The keys of a sweep file: those of the settings of its trials, and those that no trial has. */
final class SweepKeys {

  static final String SWEEP = "sweep";
  static final String EVALUATION = "evaluation";
  static final String REFERENCES = "references";
  static final String PARAMETER = "parameter";
  static final String SPLIT = "split";
  static final String FILE = "file";
  static final String ARRAY = "array";
  static final String VARIANTS = Axis.Variants.NAME.key();
  static final String SAMPLE = Axis.Drawn.KEY;
  static final String EXCLUDE = "exclude";
  static final String BASELINES = "baselines";

  static final Setting<Long> SWEEP_SEED =
      Setting.longNumber("sweep-seed", 0, Long.MAX_VALUE)
          .preset(0L)
          .meaning("all randomness of the sweep derives from it");

  static final Setting<Integer> TESTS =
      Setting.wholeNumber("evaluation.tests", 1, 10_000)
          .preset(10)
          .meaning("test trajectories for each parameter of the two test splits");

  static final Setting<Integer> ERROR_HORIZON =
      Setting.wholeNumber("evaluation.error-horizon", 1, 100_000)
          .preset(12)
          .meaning("frames over which the relative error is averaged");

  static final Setting<Integer> ROLLOUT_FRAMES =
      Setting.wholeNumber("evaluation.rollout-frames", 1, 100_000)
          .preset(200)
          .meaning("frames rolled out for the stable and the correlated time");

  static final Setting<Double> FRAME_TIME =
      Setting.real("references.frame-time", 0, 1e12)
          .example(1.0)
          .meaning("time between two frames of the file, in the system's unit");

  static final Setting<Integer> STRIDE =
      Setting.wholeNumber("references.every", 1, 1_000_000)
          .preset(1)
          .meaning("of the file's frames every so many-th is used, from the first");

  static final Setting<Integer> COUNT =
      Setting.wholeNumber("sample.count", 1, Grid.MAXIMUM_POINTS)
          .example(20)
          .meaning("points that are drawn; the first of many are those of few");

  /** The baselines of a sweep that names none. */
  static final List<Baseline> ALL_BASELINES = List.of(Baseline.values());

  static final List<String> EVALUATION_KEYS =
      Stream.of(TESTS, ERROR_HORIZON, ROLLOUT_FRAMES).map(SweepKeys::last).toList();

  static final List<String> REFERENCE_KEYS =
      List.of(
          last(TrialSettings.SYSTEM),
          PARAMETER,
          SPLIT,
          FILE,
          ARRAY,
          last(FRAME_TIME),
          last(STRIDE));

  private SweepKeys() {}

  /** The top level: settings and networks, then the other sections. */
  static List<String> top(TrialSettings settings) {
    List<String> ofSettings = inside("", settings);
    return Stream.of(
            Stream.of(SWEEP, last(SWEEP_SEED)),
            ofSettings.stream().filter(key -> isPlain(key, settings)),
            ofSettings.stream().filter(key -> !isPlain(key, settings)),
            Stream.of(VARIANTS, SAMPLE, EVALUATION, REFERENCES, EXCLUDE, BASELINES))
        .flatMap(keys -> keys)
        .toList();
  }

  /** The keys of settings and sections inside a section; of the top level where it is empty. */
  static List<String> inside(String section, TrialSettings settings) {
    List<Setting<?>> all = section.isEmpty() ? settings.all() : settings.in(section);
    int begin = section.isEmpty() ? 0 : section.length() + 1;
    return all.stream()
        .map(setting -> setting.key().substring(begin).replaceAll("\\..*", ""))
        .distinct()
        .toList();
  }

  /** The section that a setting is in; empty at the top level. */
  static String section(Setting<?> setting) {
    int dot = setting.key().lastIndexOf('.');
    return dot < 0 ? "" : setting.key().substring(0, dot);
  }

  /** The last word of a key, which stands in its section. */
  static String last(Setting<?> setting) {
    return last(setting.key());
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static boolean isPlain(String key, TrialSettings settings) {
    return key.equals(TrialSettings.NETWORK) || settings.in(key).isEmpty();
  }
}
