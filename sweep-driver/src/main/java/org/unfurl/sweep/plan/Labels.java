package org.unfurl.sweep.plan;

import java.util.List;
import java.util.StringJoiner;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** Short readable names: only what varies in the sweep, in the order of the settings. */
final class Labels {

  /** They name the only trial of a sweep in which nothing varies. */
  private static final List<Setting<?>> CONSTANT =
      List.of(Task.SETTING, Modality.SETTING, TrialSettings.SEED);

  private final List<Setting<?>> varying;

  Labels(Axes axes) {
    varying = axes.varying();
  }

  String of(Values point) {
    String label = join(point, varying);
    return label.isEmpty() ? join(point, CONSTANT) : label;
  }

  String of(TrialConfig.Bare bare) {
    String system = varying.contains(TrialSettings.SYSTEM) ? bare.system() + "/" : "";
    String scheme = bare.scheme().isEmpty() ? "" : "-" + bare.scheme();
    return system + "baseline/" + bare.baseline().word() + scheme;
  }

  private static String join(Values point, List<Setting<?>> settings) {
    StringJoiner label = new StringJoiner("/");
    for (Setting<?> setting : settings) {
      if (point.has(setting)) {
        label.add(setting.label(point.plain(setting)));
      }
    }
    return label.toString();
  }
}
