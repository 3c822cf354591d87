package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.TrialSettings;

/**
 * Reads {@code references}: a list of maps, each of which names a file of trajectories for one
 * parameter of a split. {@link OwnDataReader} reads the files.
 */
final class ReferencesReader {

  private static final String EXAMPLE =
      "references: [{ system: kuramoto-sivashinsky, parameter: 1.0, split: train, file:"
          + " data/ks.npy, frame-time: 1.0 }]";

  private static final String ONE_FILE = "each map is one file";

  private static final List<Split> SPLITS = List.of(Split.values());

  private final Problems problems;
  private final SettingReader reader;
  private final List<ReferenceEntry> entries = new ArrayList<>();

  /**
   * Reads the list.
   *
   * @param systems of the sweep; empty if they could not be read
   */
  ReferencesReader(Section top, List<String> systems, Problems problems) {
    this.problems = problems;
    this.reader = new SettingReader(Optional.empty(), problems);
    top.value(SweepKeys.REFERENCES).ifPresent(node -> readList(node, systems));
    reportRepetitions();
  }

  /** The maps, as far as they could be read. */
  List<ReferenceEntry> entries() {
    return entries;
  }

  /** Whether the list gives data for a split, and so all of it. */
  boolean gives(String system, Split split) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.system().equals(Optional.of(system))
                    && entry.split().equals(Optional.of(split)));
  }

  private void readList(Node node, List<String> systems) {
    if (!(node instanceof SequenceNode list)) {
      problems.at(
          node,
          "references (" + Yaml.describe(node) + ") must be a list of maps, such as " + EXAMPLE);
      return;
    }
    for (Node item : list.getValue()) {
      if (item instanceof MappingNode map) {
        entries.add(
            entry(Section.open("references", map, SweepKeys.REFERENCE_KEYS, problems), systems));
      } else {
        problems.at(
            item,
            "references (" + Yaml.describe(item) + ") must be a list of maps, such as " + EXAMPLE);
      }
    }
  }

  private ReferenceEntry entry(Section section, List<String> systems) {
    Optional<String> system = system(section, systems);
    return new ReferenceEntry(
        section,
        system,
        parameter(section, system),
        split(section),
        text(section, SweepKeys.FILE, "data/ks.npy", true),
        text(section, SweepKeys.ARRAY, "train", false),
        reader.constant(section, SweepKeys.FRAME_TIME, ONE_FILE),
        reader.constant(section, SweepKeys.STRIDE, ONE_FILE));
  }

  private Optional<String> system(Section section, List<String> systems) {
    List<String> known = systems.isEmpty() ? PhysicalSystems.names() : systems;
    Optional<Node> node = section.value(TrialSettings.SYSTEM.key());
    if (node.isEmpty()) {
      section.reportMissing(TrialSettings.SYSTEM.key(), known.get(0), problems);
      return Optional.empty();
    }
    String written = Yaml.describe(node.get());
    if (!known.contains(written) && PhysicalSystems.names().contains(written)) {
      problems.at(
          node.get(),
          "system ("
              + written
              + ") in references must be a system of this sweep; choose from "
              + String.join(", ", known));
      return Optional.empty();
    }
    return Words.read(TrialSettings.SYSTEM.key(), node.get(), known, problems);
  }

  private Optional<Double> parameter(Section section, Optional<String> system) {
    Optional<Node> node = section.value(SweepKeys.PARAMETER);
    if (node.isEmpty()) {
      section.reportMissing(SweepKeys.PARAMETER, "1.0", problems);
      return Optional.empty();
    }
    Optional<Double> number =
        Numbers.decimal(node.get()).map(BigDecimal::doubleValue).filter(Double::isFinite);
    if (number.isEmpty()) {
      problems.at(
          node.get(),
          Numbers.fault(
              SweepKeys.PARAMETER,
              node.get(),
              Numbers.REAL,
              "1.0",
              Numbers.listFix(SweepKeys.PARAMETER, node.get(), "1.0", ONE_FILE)));
    } else if (number.get() <= 0 && system.filter(name -> lists(name, number.get())).isEmpty()) {
      // What a system promises for its steppers.
      problems.at(
          node.get(),
          "parameter ("
              + Yaml.describe(node.get())
              + ") must be above 0, or one that its system lists, such as 1.0");
      return Optional.empty();
    }
    return number;
  }

  private static boolean lists(String system, double parameter) {
    PhysicalSystem physical = PhysicalSystems.named(system);
    return SPLITS.stream().anyMatch(split -> physical.parameters(split).contains(parameter));
  }

  private Optional<Split> split(Section section) {
    List<String> words = SPLITS.stream().map(Split::word).toList();
    Optional<Node> node = section.value(SweepKeys.SPLIT);
    if (node.isEmpty()) {
      section.reportMissing(SweepKeys.SPLIT, words.get(0), problems);
      return Optional.empty();
    }
    return Words.read(SweepKeys.SPLIT, node.get(), words, problems)
        .map(word -> SPLITS.get(words.indexOf(word)));
  }

  private Optional<ScalarNode> text(Section section, String key, String example, boolean required) {
    Optional<Node> node = section.value(key);
    if (node.isEmpty()) {
      if (required) {
        section.reportMissing(key, example, problems);
      }
      return Optional.empty();
    }
    if (node.get() instanceof ScalarNode scalar
        && !Yaml.isEmpty(scalar)
        && !scalar.getValue().isEmpty()) {
      return Optional.of(scalar);
    }
    problems.at(
        node.get(),
        key + " (" + Yaml.describe(node.get()) + ") must be one word or path, such as " + example);
    return Optional.empty();
  }

  private void reportRepetitions() {
    Map<List<Object>, Integer> lines = new HashMap<>();
    for (ReferenceEntry entry : entries) {
      if (entry.system().isEmpty() || entry.parameter().isEmpty() || entry.split().isEmpty()) {
        continue;
      }
      double parameter = entry.parameter().get();
      String split = entry.split().get().word();
      Integer first =
          lines.putIfAbsent(
              List.of(entry.system().get(), parameter, split), entry.section().line());
      if (first != null) {
        problems.at(
            entry.line(SweepKeys.PARAMETER),
            "parameter ("
                + SweepText.value(parameter)
                + ") must stand once in the "
                + split
                + " split of "
                + entry.system().get()
                + "; line "
                + first
                + " has the first");
      }
    }
  }
}
