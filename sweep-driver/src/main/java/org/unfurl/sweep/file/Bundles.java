package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * The axes that say what settings of any section are: variants and draws. What they always say, the
 * rest of the file must not.
 */
final class Bundles {

  private final TrialSettings settings;
  private final List<Axis> axes = new ArrayList<>();

  /** What they were to say, had it been readable: nobody should miss it. */
  private final Set<Setting<?>> unread = new HashSet<>();

  /** None. */
  Bundles(TrialSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads them.
   *
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  Bundles(
      Section top,
      Sections sections,
      TrialSettings settings,
      Optional<Path> folder,
      Problems problems,
      Seed sweepSeed) {
    this(settings);
    new VariantsReader(settings, unread, folder, problems).read(top).ifPresent(axes::add);
    new SampleReader(settings, unread, folder, problems).read(top, sweepSeed).ifPresent(axes::add);
    for (Setting<?> setting : settings.all()) {
      checkGivenOnce(setting, top, lineOutside(setting, top, sections), problems);
    }
  }

  /** Variants, then draws. */
  List<Axis> axes() {
    return axes;
  }

  /** Whether they always say what a setting is. */
  boolean give(Setting<?> setting) {
    return unread.contains(setting) || axes.stream().anyMatch(axis -> always(axis, setting));
  }

  /** Whether they always wish for a number of parameters. */
  boolean wish() {
    return give(Size.PARAMETERS)
        && axes.stream()
            .flatMap(axis -> axis.choices().stream())
            .map(choice -> choice.find(Size.PARAMETERS))
            .flatMap(Optional::stream)
            .allMatch(wish -> wish > 0);
  }

  /** Whether they say anything of networks. */
  boolean isNetwork() {
    return settings.in(TrialSettings.NETWORK).stream()
        .anyMatch(setting -> axes.stream().anyMatch(axis -> axis.gives(setting)));
  }

  /**
   * What they may say of networks: each variant together with each architecture that is drawn; one
   * without values if they say nothing.
   */
  Set<Values> networks() {
    List<Setting<?>> ofNetworks = settings.in(TrialSettings.NETWORK);
    Set<Values> networks = new LinkedHashSet<>(Set.of(Values.none()));
    for (Axis axis : axes) {
      List<? extends Setting<?>> relevant =
          axis instanceof Axis.Drawn ? List.of(Architectures.ARCHITECTURE) : ofNetworks;
      Set<Values> more = new LinkedHashSet<>();
      for (Values choice : Set.copyOf(axis.choices())) {
        networks.forEach(network -> more.add(network.and(choice.of(relevant))));
      }
      networks = more;
    }
    return networks;
  }

  private static boolean always(Axis axis, Setting<?> setting) {
    return axis instanceof Axis.Variants variants
        ? variants.alwaysGives(setting)
        : axis.gives(setting);
  }

  private void checkGivenOnce(
      Setting<?> setting, Section top, OptionalInt line, Problems problems) {
    String name = SweepKeys.last(setting);
    boolean drawn =
        axes.stream().anyMatch(axis -> axis instanceof Axis.Drawn && axis.gives(setting));
    boolean inVariants =
        axes.stream().anyMatch(axis -> axis instanceof Axis.Variants && axis.gives(setting));
    if (drawn && inVariants) {
      problems.at(
          top.line(SweepKeys.SAMPLE),
          name + " (in sample) must not be in variants too; delete one of them");
    }
    if (line.isPresent() && drawn) {
      problems.at(
          line.getAsInt(),
          name + " (given here) must not be drawn in sample too; delete one of them");
    } else if (line.isPresent() && inVariants && give(setting)) {
      problems.at(
          line.getAsInt(),
          name
              + " (given here) does nothing, since every variant has its own; delete it, or leave"
              + " it out of one of the variants");
    }
  }

  /** Where the rest of the file says what a setting is. */
  private static OptionalInt lineOutside(Setting<?> setting, Section top, Sections sections) {
    String key = SweepKeys.last(setting);
    if (!setting.key().startsWith(TrialSettings.NETWORK + ".")) {
      Optional<Section> section = sections.of(SweepKeys.section(setting));
      return section.isPresent() && section.get().value(key).isPresent()
          ? OptionalInt.of(section.get().line(key))
          : OptionalInt.empty();
    }
    Optional<Node> network = top.value(TrialSettings.NETWORK);
    List<Node> cases =
        network.isPresent() && network.get() instanceof SequenceNode list
            ? list.getValue()
            : network.stream().toList();
    return cases.stream()
        .filter(MappingNode.class::isInstance)
        .flatMap(map -> ((MappingNode) map).getValue().stream())
        .map(NodeTuple::getKeyNode)
        .filter(node -> Yaml.describe(node).equals(key))
        .mapToInt(Yaml::line)
        .findFirst();
  }
}
