package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;

/** Reads the axes: a list of values, or a scalar, which is an axis of one value. */
final class AxesReader {

  private final Section top;
  private final Sections sections;
  private final TrialSettings settings;
  private final Optional<Path> folder;
  private final Problems problems;
  private final SettingReader reader;
  private Map<Values, Integer> networkLines = Map.of();

  AxesReader(
      Section top,
      Sections sections,
      TrialSettings settings,
      Optional<Path> folder,
      Problems problems) {
    this.folder = folder;
    this.top = top;
    this.sections = sections;
    this.settings = settings;
    this.problems = problems;
    this.reader = new SettingReader(folder, problems);
  }

  /** Where the file has each network that {@link #read} read. */
  Map<Values, Integer> networkLines() {
    return networkLines;
  }

  /**
   * Every axis that could be read; problems have been reported for the others.
   *
   * @param sweepSeed which draws derive from
   */
  Axes read(Seed sweepSeed) {
    Bundles bundles = new Bundles(top, sections, settings, folder, problems, sweepSeed);
    List<Axis> axes = new ArrayList<>();
    boolean networks = false;
    for (Setting<?> setting : settings.all()) {
      if (!setting.key().startsWith(TrialSettings.NETWORK + ".")) {
        axis(setting, axes, bundles).ifPresent(axes::add);
      } else if (!networks) {
        networks = true;
        NetworkReader reading = new NetworkReader(settings, bundles, folder, problems);
        reading.read(top).ifPresent(axes::add);
        networkLines = reading.lines();
      }
    }
    axes.addAll(bundles.axes());
    Axes read = new Axes(settings, axes);
    checkSchemes(read);
    return read;
  }

  private <T> Optional<Axis> axis(Setting<T> setting, List<Axis> before, Bundles bundles) {
    if (bundles.give(setting)) {
      return Optional.empty();
    }
    if (setting.equals(Task.SCHEME) && top.value(setting.key()).isEmpty()) {
      List<Axis> known = new ArrayList<>(before);
      known.addAll(bundles.axes());
      List<String> systems = new Axes(settings, known).of(TrialSettings.SYSTEM);
      return systems.isEmpty()
          ? Optional.empty()
          : Optional.of(Axis.of(Task.SCHEME, firstSchemes(systems)));
    }
    return sections
        .of(SweepKeys.section(setting))
        .filter(section -> !isNeedless(setting, section, before, bundles.axes()))
        .flatMap(section -> reader.axis(section, setting))
        .map(values -> Axis.of(setting, values));
  }

  /** A key that is left out is not missing where another axis always speaks in its place. */
  private static boolean isNeedless(
      Setting<?> setting, Section section, List<Axis> before, List<Axis> bundles) {
    return setting.preset().isEmpty()
        && section.value(SweepKeys.last(setting)).isEmpty()
        && Stream.concat(before.stream(), bundles.stream())
            .anyMatch(axis -> axis.choices().stream().noneMatch(setting::matters));
  }

  /** Where several systems meet several schemes, each system takes those that it offers. */
  private void checkSchemes(Axes axes) {
    List<String> systems = axes.of(TrialSettings.SYSTEM);
    List<String> schemes = axes.of(Task.SCHEME);
    if (systems.isEmpty() || schemes.isEmpty()) {
      return;
    }
    List<String> ofAny = schemes(systems);
    List<String> idle = schemes.stream().filter(one -> !ofAny.contains(one)).toList();
    if (!idle.isEmpty() && idle.size() < schemes.size()) {
      problems.at(
          top.line(Task.SCHEME.key()),
          "scheme ("
              + String.join(", ", idle)
              + ") must be one that a system of this sweep offers, or it would run nowhere; choose"
              + " from "
              + String.join(", ", ofAny));
    }
    for (String system : systems) {
      List<String> offered = PhysicalSystems.named(system).schemes();
      if (schemes.stream().noneMatch(offered::contains)) {
        problems.at(
            top.line(Task.SCHEME.key()),
            "scheme ("
                + String.join(", ", schemes)
                + ") must hold one that "
                + system
                + " offers; add one of "
                + String.join(", ", offered));
      }
    }
  }

  private static List<String> firstSchemes(List<String> systems) {
    Set<String> first = new LinkedHashSet<>();
    systems.forEach(system -> first.add(PhysicalSystems.named(system).schemes().get(0)));
    return List.copyOf(first);
  }

  private static List<String> schemes(List<String> systems) {
    return systems.stream()
        .map(PhysicalSystems::named)
        .map(PhysicalSystem::schemes)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
