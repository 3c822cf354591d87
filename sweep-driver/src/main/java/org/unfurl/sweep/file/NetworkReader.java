package org.unfurl.sweep.file;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Reads {@code network}: a map, or a list of maps. Lists inside a map are multiplied; what an
 * architecture does not have is left out of its networks.
 */
final class NetworkReader {

  private final TrialSettings settings;
  private final List<Setting<?>> ofNetworks;
  private final Problems problems;
  private final SettingReader reader;

  NetworkReader(TrialSettings settings, Optional<Path> folder, Problems problems) {
    this.settings = settings;
    this.ofNetworks = settings.in(TrialSettings.NETWORK);
    this.problems = problems;
    this.reader = new SettingReader(folder, problems);
  }

  /** Every network once; empty after a problem has been reported. */
  Optional<Axis> read(Section top) {
    Optional<Node> node = top.value(TrialSettings.NETWORK);
    if (node.isEmpty()) {
      top.reportMissing(TrialSettings.NETWORK, example(), problems);
      return Optional.empty();
    }
    List<Node> cases =
        node.get() instanceof SequenceNode list ? list.getValue() : List.of(node.get());
    if (cases.isEmpty()) {
      problems.at(
          node.get(),
          "network (empty list) must have at least one value; add one or delete the key");
      return Optional.empty();
    }
    Set<Values> networks = new LinkedHashSet<>();
    boolean complete = true;
    for (Node item : cases) {
      Optional<Set<Values>> ofCase = ofCase(item);
      complete &= ofCase.isPresent();
      for (Values network : ofCase.orElse(Set.of())) {
        if (!networks.add(network)) {
          problems.at(
              item,
              "network ("
                  + SweepText.network(network, settings)
                  + ") must stand once in its list; delete the repetition");
          complete = false;
        }
      }
    }
    return complete
        ? Optional.of(new Axis(TrialSettings.NETWORK, List.copyOf(networks)))
        : Optional.empty();
  }

  /** The networks of one map. */
  private Optional<Set<Values>> ofCase(Node node) {
    if (!(node instanceof MappingNode map)) {
      problems.at(
          node,
          "network ("
              + Yaml.describe(node)
              + ") must be a map of an architecture and its settings, such as "
              + example());
      return Optional.empty();
    }
    Section section =
        Section.open(
            TrialSettings.NETWORK,
            map,
            SweepKeys.inside(TrialSettings.NETWORK, settings),
            problems);
    Optional<List<String>> architectures = reader.axis(section, Architectures.ARCHITECTURE);
    if (architectures.isEmpty()) {
      return Optional.empty();
    }
    boolean complete = checkKeys(section, architectures.get());
    List<Values> networks = List.of(Values.none());
    for (Setting<?> setting : ofNetworks) {
      Optional<Node> written = section.value(SweepKeys.last(setting));
      Optional<Axis> axis = written.flatMap(list -> axis(setting, list));
      complete &= written.isEmpty() || axis.isPresent();
      if (axis.isPresent()) {
        networks = product(networks, axis.get().choices());
      }
    }
    Set<Values> whole = new LinkedHashSet<>();
    for (Values network : networks) {
      Values relevant = network.relevant(ofNetworks);
      for (Setting<?> setting : ofNetworks) {
        if (setting.matters(relevant) && !relevant.has(setting)) {
          Setting<?> own = Architectures.own(relevant, setting);
          if (own.preset().isPresent()) {
            relevant = withPreset(relevant, own);
          } else if (section.value(SweepKeys.last(setting)).isEmpty()) {
            reader.reportMissing(section, setting);
            complete = false;
          }
        }
      }
      whole.add(relevant.relevant(ofNetworks));
    }
    return complete ? Optional.of(whole) : Optional.empty();
  }

  /** A key that none of the map's architectures has would do nothing. */
  private boolean checkKeys(Section section, List<String> architectures) {
    boolean known = true;
    for (Setting<?> setting : ofNetworks) {
      String key = SweepKeys.last(setting);
      if (section.value(key).isPresent()
          && architectures.stream().noneMatch(name -> has(name, setting))) {
        problems.at(
            section.line(key),
            "key ("
                + key
                + ") is not a setting of "
                + String.join(", ", architectures)
                + "; choose from "
                + ofNetworks.stream()
                    .filter(one -> architectures.stream().anyMatch(name -> has(name, one)))
                    .map(SweepKeys::last)
                    .collect(joining(", ")));
        known = false;
      }
    }
    return known;
  }

  private static boolean has(String architecture, Setting<?> setting) {
    return setting.matters(Values.none().with(Architectures.ARCHITECTURE, architecture));
  }

  private <T> Optional<Axis> axis(Setting<T> setting, Node node) {
    return reader.axis(setting, node).map(values -> Axis.of(setting, values));
  }

  private static <T> Values withPreset(Values network, Setting<T> setting) {
    return network.with(setting, setting.preset().orElseThrow());
  }

  private static List<Values> product(List<Values> some, List<Values> others) {
    List<Values> product = new ArrayList<>(some.size() * others.size());
    for (Values one : some) {
      others.forEach(other -> product.add(one.and(other)));
    }
    return product;
  }

  /** A network of the first architecture. */
  private String example() {
    String architecture = Architectures.ARCHITECTURE.examples().get(0);
    return ofNetworks.stream()
        .filter(setting -> has(architecture, setting) && setting.preset().isEmpty())
        .map(setting -> SweepKeys.last(setting) + ": " + SettingReader.example(setting))
        .collect(joining(", ", "{ ", " }"));
  }
}
