package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Reads {@code exclude}: a list of maps from settings to the value or values that are left out. A
 * setting in a section stands in a map of that name; a list of such maps is any of them.
 */
final class ExclusionsReader {

  private static final String EXAMPLE = "exclude: [{ task: prediction, modality: wig }]";

  private final Axes axes;
  private final Optional<Path> folder;
  private final Problems problems;
  private final SettingReader reader;

  /** Settings that the axes lack could not be read; their values are not checked. */
  ExclusionsReader(Axes axes, Optional<Path> folder, Problems problems) {
    this.axes = axes;
    this.folder = folder;
    this.problems = problems;
    this.reader = new SettingReader(folder, problems);
  }

  /** Every exclusion that could be read. */
  List<Exclusion> read(Section top) {
    Optional<Node> node = top.value(SweepKeys.EXCLUDE);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      problems.at(
          node.get(),
          "exclude (" + Yaml.describe(node.get()) + ") must be a list of maps, such as " + EXAMPLE);
      return List.of();
    }
    List<Exclusion> exclusions = new ArrayList<>();
    for (Node item : list.getValue()) {
      // Half an exclusion would exclude more than was written.
      alternatives("", item)
          .ifPresent(parts -> parts.forEach(part -> exclusions.add(new Exclusion(part))));
    }
    return exclusions;
  }

  /** What one map means: any of several parts of the grid; empty if it could not be read whole. */
  private Optional<List<Map<Setting<?>, List<Object>>>> alternatives(String section, Node node) {
    if (!(node instanceof MappingNode map) || map.getValue().isEmpty()) {
      String shown = node instanceof MappingNode ? "empty map" : Yaml.describe(node);
      problems.at(
          node,
          (section.isEmpty() ? "exclude" : section + " in exclude")
              + " ("
              + shown
              + ") must be a map from settings to values, such as "
              + EXAMPLE);
      return Optional.empty();
    }
    Section opened =
        Section.open(section.isEmpty() ? SweepKeys.EXCLUDE : section, map, keys(section), problems);
    boolean complete = opened.values().size() == map.getValue().size();
    List<Map<Setting<?>, List<Object>>> alternatives = List.of(Map.of());
    for (Map.Entry<String, Node> entry : opened.values().entrySet()) {
      String path = section.isEmpty() ? entry.getKey() : section + "." + entry.getKey();
      Optional<List<Map<Setting<?>, List<Object>>>> more = of(path, entry.getValue());
      complete &= more.isPresent();
      alternatives = product(alternatives, more.orElse(List.of(Map.of())));
    }
    return complete ? Optional.of(alternatives) : Optional.empty();
  }

  private List<String> keys(String section) {
    List<String> keys = new ArrayList<>(SweepKeys.inside(section, axes.settings()));
    if (section.isEmpty() && axes.variants().isPresent()) {
      keys.add(SweepKeys.VARIANTS);
    }
    return keys;
  }

  private Optional<List<Map<Setting<?>, List<Object>>>> of(String path, Node node) {
    if (path.equals(SweepKeys.VARIANTS)) {
      return values(Axis.Variants.NAME, node)
          .map(names -> List.of(Map.of(Axis.Variants.NAME, names)));
    }
    Optional<Setting<?>> named = axes.settings().find(path);
    if (named.isPresent()) {
      return values(named.get(), node).map(values -> List.of(Map.of(named.get(), values)));
    }
    List<Node> maps = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    List<Map<Setting<?>, List<Object>>> any = new ArrayList<>();
    boolean complete = !maps.isEmpty();
    if (maps.isEmpty()) {
      problems.at(node, path + " (empty list) in exclude must have at least one value; add one");
    }
    for (Node map : maps) {
      Optional<List<Map<Setting<?>, List<Object>>>> parts =
          path.equals(TrialSettings.NETWORK) && NetworkReader.isName(map)
              ? named((ScalarNode) map)
              : alternatives(path, map);
      complete &=
          parts.isPresent() && parts.get().stream().allMatch(part -> exists(path, part, map));
      parts.ifPresent(any::addAll);
    }
    return complete ? Optional.of(any) : Optional.empty();
  }

  /** What one of APEBench's names means. */
  private Optional<List<Map<Setting<?>, List<Object>>>> named(ScalarNode name) {
    return new NetworkReader(axes.settings(), folder, problems)
        .named(name)
        .map(
            network ->
                List.of(
                    axes.settings().in(TrialSettings.NETWORK).stream()
                        .filter(network::has)
                        .collect(
                            Collectors.toMap(
                                setting -> setting, setting -> List.of(network.plain(setting))))));
  }

  /** The excluded values of a setting; empty if one of them could not be read. */
  private <T> Optional<List<Object>> values(Setting<T> setting, Node node) {
    List<Node> nodes = SettingReader.items(setting, node);
    if (nodes.isEmpty()) {
      problems.at(
          node,
          SweepKeys.last(setting)
              + " (empty list) in exclude must have at least one value; add one");
    }
    List<Object> values =
        nodes.stream()
            .map(
                item -> reader.value(setting, item).filter(value -> isOnAxis(setting, value, item)))
            .flatMap(Optional::stream)
            .map(setting.kind()::plain)
            .toList();
    return values.isEmpty() || values.size() < nodes.size()
        ? Optional.empty()
        : Optional.of(values);
  }

  private <T> boolean isOnAxis(Setting<T> setting, T value, Node node) {
    List<T> known = axes.of(setting);
    if (!known.isEmpty() && !known.contains(value)) {
      problems.at(
          node,
          SweepKeys.last(setting)
              + " ("
              + setting.text(value)
              + ") in exclude must be a value of that axis; choose from "
              + SweepText.first(known.stream().map(setting::text).toList()));
      return false;
    }
    return true;
  }

  /** Bundled values may all be known, and still never meet. */
  private boolean exists(String section, Map<Setting<?>, List<Object>> part, Node node) {
    List<Values> bundles = axes.bundles(section);
    boolean known =
        bundles.isEmpty()
            || bundles.stream()
                .anyMatch(
                    bundle ->
                        part.entrySet().stream()
                            .filter(entry -> !isBundled(entry.getKey()))
                            .allMatch(
                                entry -> entry.getValue().contains(bundle.plain(entry.getKey()))));
    if (!known) {
      problems.at(
          node,
          section
              + " (a map) in exclude must fit one of the sweep; choose from "
              + String.join(
                  ", ",
                  bundles.stream()
                      .map(bundle -> SweepText.network(bundle, axes.settings()))
                      .toList()));
    }
    return known;
  }

  /** Whether variants or draws may say what a setting is, whatever the rest of the file says. */
  private boolean isBundled(Setting<?> setting) {
    return axes.all().stream()
        .anyMatch(axis -> !(axis instanceof Axis.Listed) && axis.gives(setting));
  }

  private static List<Map<Setting<?>, List<Object>>> product(
      List<Map<Setting<?>, List<Object>>> some, List<Map<Setting<?>, List<Object>>> others) {
    List<Map<Setting<?>, List<Object>>> product = new ArrayList<>();
    for (Map<Setting<?>, List<Object>> one : some) {
      for (Map<Setting<?>, List<Object>> other : others) {
        Map<Setting<?>, List<Object>> both = new LinkedHashMap<>(one);
        both.putAll(other);
        product.add(both);
      }
    }
    return product;
  }
}
