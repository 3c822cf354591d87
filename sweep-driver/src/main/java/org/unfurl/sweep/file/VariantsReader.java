package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** Reads {@code variants}: a map from names to maps of settings. */
final class VariantsReader {

  private static final String EXAMPLE =
      "variants: { short: { unroll-length: 3 }, long: { unroll-length: 8 } }";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  private final TrialSettings settings;
  private final Set<Setting<?>> unread;
  private final Problems problems;
  private final SettingReader reader;

  /**
   * Prepares.
   *
   * @param unread takes the settings whose values could not be read
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  VariantsReader(
      TrialSettings settings, Set<Setting<?>> unread, Optional<Path> folder, Problems problems) {
    this.settings = settings;
    this.unread = unread;
    this.problems = problems;
    this.reader = new SettingReader(folder, problems);
  }

  /** All that could be read; empty if there are none. */
  Optional<Axis> read(Section top) {
    Optional<Node> node = top.value(SweepKeys.VARIANTS);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof MappingNode map) || map.getValue().isEmpty()) {
      String shown = node.get() instanceof MappingNode ? "empty map" : Yaml.describe(node.get());
      problems.at(
          node.get(),
          "variants ("
              + shown
              + ") must be a map from names to maps of settings, such as "
              + EXAMPLE);
      return Optional.empty();
    }
    Map<String, Values> byName = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String name = Yaml.describe(entry.getKeyNode());
      if (!NAME.matcher(name).matches()) {
        problems.at(
            entry.getKeyNode(),
            "variant ("
                + name
                + ") must be a name of at most 60 lower-case letters, digits and hyphens that"
                + " begins with a letter or digit, such as long-unroll");
      } else if (byName.containsKey(name)) {
        problems.at(
            entry.getKeyNode(),
            "variant ("
                + name
                + ") must be given once; line "
                + lines.get(name)
                + " has the first");
      } else {
        lines.put(name, Yaml.line(entry.getKeyNode()));
        byName.put(name, values(name, entry.getValueNode()));
      }
    }
    return byName.isEmpty() ? Optional.empty() : Optional.of(new Axis.Variants(byName));
  }

  private Values values(String name, Node node) {
    if (!(node instanceof MappingNode map)) {
      problems.at(
          node,
          "variant "
              + name
              + " ("
              + Yaml.describe(node)
              + ") must be a map of settings, such as { unroll-length: 8 }");
      return Values.none();
    }
    Bundle bundle = new Bundle();
    new NestedSettings(settings, problems, bundle::read).read("variant " + name, map, List.of());
    return bundle.values;
  }

  private final class Bundle {

    private Values values = Values.none();

    private <T> void read(Setting<T> setting, Node node) {
      String fix =
          Numbers.listFix(
              SweepKeys.last(setting),
              node,
              SettingReader.example(setting),
              "a variant is one value of each");
      reader
          .value(setting, node, fix)
          .ifPresentOrElse(
              value -> values = values.with(setting, value), () -> unread.add(setting));
    }
  }
}
