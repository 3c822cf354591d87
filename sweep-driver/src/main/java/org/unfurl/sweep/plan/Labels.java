package org.unfurl.sweep.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/**
 * Short readable names: only what varies in the sweep, in the order of the settings. A size that
 * follows from a wished number of parameters is named where nothing else tells two trials apart.
 */
final class Labels {

  /** They name the only trial of a sweep in which nothing varies. */
  private static final List<Setting<?>> CONSTANT =
      List.of(Task.SETTING, Modality.SETTING, TrialSettings.SEED);

  private final List<Setting<?>> varying;
  private final Map<String, Setting<?>> sizes = new HashMap<>();
  private final Set<Setting<?>> alike = new HashSet<>();
  private final boolean severalSystems;

  /**
   * Looks at what varies.
   *
   * @param points of the grid, with a size in place of a wish
   */
  Labels(Axes axes, Collection<Point> points) {
    varying = axes.varying();
    severalSystems = axes.varies(TrialSettings.SYSTEM);
    varying.remove(Size.PARAMETERS);
    for (Setting<?> setting : axes.settings().all()) {
      List<Object> values = axes.plain(setting);
      if (values.stream().map(setting::label).distinct().count() < values.size()) {
        alike.add(setting);
      }
    }
    if (axes.has(Size.PARAMETERS) && !allDiffer(points)) {
      for (String architecture : axes.of(Architectures.ARCHITECTURE)) {
        Architectures.named(architecture).size().ifPresent(size -> sizes.put(architecture, size));
      }
    }
  }

  private boolean allDiffer(Collection<Point> points) {
    Set<String> labels = new HashSet<>();
    return points.stream().map(this::of).allMatch(labels::add);
  }

  String of(Point point) {
    StringJoiner label = new StringJoiner("/");
    if (!point.variant().isEmpty()) { // the name stands for whatever the variant says
      label.add(point.variant());
    }
    join(point.values(), settings(point.values()), label);
    if (label.length() == 0) {
      join(point.values(), CONSTANT, label);
    }
    return label.toString();
  }

  private List<Setting<?>> settings(Values point) {
    Optional<Setting<?>> size = point.find(Architectures.ARCHITECTURE).map(sizes::get);
    if (size.isEmpty() || varying.contains(size.get())) {
      return varying;
    }
    List<Setting<?>> more = new ArrayList<>(varying);
    int kind = varying.indexOf(Architectures.ARCHITECTURE);
    more.add(kind + 1, size.get());
    return more;
  }

  String of(TrialConfig.Bare bare) {
    String system = severalSystems ? bare.system() + "/" : "";
    String scheme = bare.scheme().isEmpty() ? "" : "-" + bare.scheme();
    return system + "baseline/" + bare.baseline().word() + scheme;
  }

  private void join(Values point, List<Setting<?>> settings, StringJoiner label) {
    for (Setting<?> setting : settings) {
      if (point.has(setting)) {
        Object plain = point.plain(setting);
        label.add(alike.contains(setting) ? setting.wholeLabel(plain) : setting.label(plain));
      }
    }
  }
}
