package org.unfurl.sweep.file;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.SizedNetworks;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.ApebenchName;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Reads {@code network}: a map, or a list of maps. Lists inside a map are multiplied; what an
 * architecture does not have is left out of its networks.
 */
final class NetworkReader {

  private final TrialSettings settings;
  private final List<Setting<?>> ofNetworks;
  private final Bundles bundles;
  private final Problems problems;
  private final SettingReader reader;
  private final Map<Values, Integer> lines = new HashMap<>();

  /** Where nothing but the network itself says what it is. */
  NetworkReader(TrialSettings settings, Optional<Path> folder, Problems problems) {
    this(settings, new Bundles(settings), folder, problems);
  }

  /** What the bundles always say is not read here. */
  NetworkReader(TrialSettings settings, Bundles bundles, Optional<Path> folder, Problems problems) {
    this.settings = settings;
    this.bundles = bundles;
    this.ofNetworks = settings.in(TrialSettings.NETWORK);
    this.problems = problems;
    this.reader = new SettingReader(folder, problems);
  }

  /** Every network once; empty after a problem has been reported. */
  Optional<Axis> read(Section top) {
    Optional<Node> node = top.value(TrialSettings.NETWORK);
    if (node.isEmpty() && ofNetworks.stream().anyMatch(bundles::give)) {
      return networks(Section.absent(TrialSettings.NETWORK, top.line()))
          .map(networks -> new Axis.Listed(TrialSettings.NETWORK, List.copyOf(networks)));
    }
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
        lines.putIfAbsent(network, Yaml.line(item));
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
        ? Optional.of(new Axis.Listed(TrialSettings.NETWORK, List.copyOf(networks)))
        : Optional.empty();
  }

  /** Where the file has each network that was read. */
  Map<Values, Integer> lines() {
    return lines;
  }

  /** The networks of one map, or that of one of APEBench's names. */
  private Optional<Set<Values>> ofCase(Node node) {
    if (isName(node)) {
      return named((ScalarNode) node).map(Set::of);
    }
    if (!(node instanceof MappingNode map)) {
      problems.at(
          node,
          "network ("
              + Yaml.describe(node)
              + ") must be a map of an architecture and its settings, such as "
              + example());
      return Optional.empty();
    }
    return networks(
        Section.open(
            TrialSettings.NETWORK,
            map,
            SweepKeys.inside(TrialSettings.NETWORK, settings),
            problems));
  }

  private Optional<Set<Values>> networks(Section section) {
    List<String> architectures = new ArrayList<>();
    bundles
        .networks()
        .forEach(network -> network.find(Architectures.ARCHITECTURE).ifPresent(architectures::add));
    if (!bundles.give(Architectures.ARCHITECTURE)) {
      Optional<List<String>> written = reader.axis(section, Architectures.ARCHITECTURE);
      if (written.isEmpty()) {
        return Optional.empty();
      }
      architectures.addAll(written.get());
    }
    List<String> named = architectures.stream().distinct().toList();
    boolean known = checkKeys(section, named);
    boolean complete = checkWish(section, named) && known;
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
    Set<Values> used = new LinkedHashSet<>();
    Set<Setting<?>> missing = new LinkedHashSet<>();
    for (Values network : networks) {
      for (Values bundle : bundles.networks()) {
        Values completed = SizedNetworks.completed(network.and(bundle), ofNetworks);
        missing.addAll(missing(section, completed));
        used.add(completed);
        whole.add(bundles.isNetwork() ? network : completed);
      }
    }
    missing.forEach(setting -> reader.reportMissing(section, setting));
    return complete && missing.isEmpty() && checkUse(section, used)
        ? Optional.of(whole)
        : Optional.empty();
  }

  /** What a network lacks; keys that were written have been reported if they cannot be read. */
  private List<Setting<?>> missing(Section section, Values network) {
    List<Setting<?>> missing = new ArrayList<>();
    for (Setting<?> setting : ofNetworks) {
      if (setting.matters(network)
          && !network.has(setting)
          && !bundles.give(setting)
          && Architectures.own(network, setting).preset().isEmpty()
          && section.value(SweepKeys.last(setting)).isEmpty()
          && !((isWished(section) || bundles.wish()) && isSize(network, setting))) {
        missing.add(setting);
      }
    }
    return missing;
  }

  /** A key that none of the networks keeps does nothing, such as a width beside widths. */
  private boolean checkUse(Section section, Set<Values> networks) {
    boolean used = true;
    for (Setting<?> setting : ofNetworks) {
      String key = SweepKeys.last(setting);
      if (section.value(key).isPresent() && networks.stream().noneMatch(one -> one.has(setting))) {
        problems.at(
            section.line(key),
            "key (" + key + ") does nothing beside the other keys of its network; delete it");
        used = false;
      }
    }
    return used;
  }

  /** The network of one of APEBench's names; empty after a problem has been reported. */
  Optional<Values> named(ScalarNode scalar) {
    try {
      Optional<ArchitectureSpec> spec = ApebenchName.read(scalar.getValue());
      if (spec.isPresent()) {
        return Optional.of(
            SizedNetworks.completed(
                spec.get().values().with(Architectures.ARCHITECTURE, spec.get().name()),
                ofNetworks));
      }
      problems.at(
          scalar,
          "network ("
              + scalar.getValue()
              + ") must be a map, such as "
              + example()
              + ", or one of APEBench's names: "
              + String.join(", ", ApebenchName.forms()));
    } catch (IllegalArgumentException e) {
      problems.at(scalar, e.getMessage());
    }
    return Optional.empty();
  }

  /** Whether a value is meant as one of APEBench's names. */
  static boolean isName(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().contains(";");
  }

  private static boolean isWished(Section section) {
    return section.value(SweepKeys.last(Size.PARAMETERS)).isPresent();
  }

  private static boolean isSize(Values network, Setting<?> setting) {
    return network
        .find(Architectures.ARCHITECTURE)
        .flatMap(name -> Architectures.named(name).size())
        .filter(setting::equals)
        .isPresent();
  }

  /** A wished number of parameters decides what the keys that it stands beside would decide too. */
  private boolean checkWish(Section section, List<String> architectures) {
    if (!isWished(section)) {
      return true;
    }
    String wish = SweepKeys.last(Size.PARAMETERS);
    boolean alone = true;
    for (String name : architectures) {
      Optional<Setting<Integer>> size = Architectures.named(name).size();
      if (size.isPresent() && section.value(SweepKeys.last(size.get())).isPresent()) {
        problems.at(
            section.line(wish),
            "parameters ("
                + section.value(wish).map(Yaml::describe).orElseThrow()
                + ") and "
                + SweepKeys.last(size.get())
                + " must not both be given for "
                + name
                + ", whose size either decides; delete one of them");
        alone = false;
      }
    }
    return alone;
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
