package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** Reads values of settings: one, or the list that makes an axis. */
final class SettingReader {

  private static final String NOT_INSIDE =
      "not a list inside the list; write its values without the inner brackets or hyphen";

  private final Problems problems;
  private final SettingFiles files;

  /**
   * A reader of settings.
   *
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  SettingReader(Optional<Path> folder, Problems problems) {
    this.problems = problems;
    this.files = new SettingFiles(folder, problems);
  }

  /**
   * The one value in its section, or the preset; empty after a problem has been reported.
   *
   * @param whyNoAxis why it cannot be a list
   */
  <T> Optional<T> constant(Section section, Setting<T> setting, String whyNoAxis) {
    Optional<Node> node = section.value(SweepKeys.last(setting));
    if (node.isPresent()) {
      String fix =
          Numbers.listFix(SweepKeys.last(setting), node.get(), example(setting), whyNoAxis);
      return value(setting, node.get(), fix);
    }
    if (setting.preset().isEmpty()) {
      reportMissing(section, setting);
    }
    return setting.preset();
  }

  /** The values in its section, or the preset; empty after a problem has been reported. */
  <T> Optional<List<T>> axis(Section section, Setting<T> setting) {
    Optional<Node> node = section.value(SweepKeys.last(setting));
    if (node.isPresent()) {
      return axis(setting, node.get());
    }
    if (setting.preset().isEmpty()) {
      reportMissing(section, setting);
    }
    return setting.preset().map(List::of);
  }

  /** A scalar or the values of a list, none twice; empty after a problem has been reported. */
  <T> Optional<List<T>> axis(Setting<T> setting, Node node) {
    String name = SweepKeys.last(setting);
    List<Node> nodes = items(setting, node);
    if (nodes.isEmpty()) {
      problems.at(
          node, name + " (empty list) must have at least one value; add one or delete the key");
      return Optional.empty();
    }
    Set<T> values = new LinkedHashSet<>();
    boolean complete = true;
    for (Node item : nodes) {
      Optional<T> value = value(setting, item);
      if (value.isEmpty()) {
        complete = false;
      } else if (!values.add(value.get())) {
        problems.at(
            item,
            name
                + " ("
                + setting.text(value.get())
                + ") must stand once in its list; delete the repetition");
        complete = false;
      }
    }
    return complete ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  /** What a list is the list of. Where a list is one value, a list of lists is several. */
  static List<Node> items(Setting<?> setting, Node node) {
    if (!(node instanceof SequenceNode list)) {
      return List.of(node);
    }
    boolean oneValue =
        setting.kind().isList()
            && list.getValue().stream().noneMatch(SequenceNode.class::isInstance);
    return oneValue ? List.of(node) : list.getValue();
  }

  /** The value of one node; empty after a problem has been reported. */
  <T> Optional<T> value(Setting<T> setting, Node node) {
    return value(setting, node, NOT_INSIDE);
  }

  void reportMissing(Section section, Setting<?> setting) {
    section.reportMissing(SweepKeys.last(setting), examples(setting), problems);
  }

  /** A sensible value as the file would write it. */
  static String example(Setting<?> setting) {
    return exampleTexts(setting).get(0);
  }

  /** The same, or several as a list. */
  static String examples(Setting<?> setting) {
    List<String> texts = exampleTexts(setting);
    return texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
  }

  private static <T> List<String> exampleTexts(Setting<T> setting) {
    return setting.examples().stream().map(setting::text).toList();
  }

  /**
   * The same.
   *
   * @param listFix what to do where it is a list
   */
  <T> Optional<T> value(Setting<T> setting, Node node, String listFix) {
    String name = SweepKeys.last(setting);
    Kind<T> kind = setting.kind();
    if (kind instanceof Kind.Numeric<T> numeric) {
      return number(name, numeric, node, example(setting), listFix);
    } else if (kind instanceof Kind.Word<T> word) {
      return Words.read(name, node, word.words(), problems).flatMap(kind::of);
    } else if (kind instanceof Kind.Wholes wholes) {
      return numbers(name, wholes, node, example(setting)).flatMap(kind::of);
    } else if (kind instanceof Kind.Maps maps) {
      return maps(name, maps, node, example(setting)).flatMap(kind::of);
    } else if (node instanceof ScalarNode scalar
        && !Yaml.isEmpty(scalar)
        && !scalar.getValue().isEmpty()) {
      return kind instanceof Kind.File file
          ? files.read(file, scalar).flatMap(kind::of)
          : kind.of(scalar.getValue());
    }
    problems.at(
        node,
        name
            + " ("
            + Yaml.describe(node)
            + ") must be one word or path, such as "
            + example(setting));
    return Optional.empty();
  }

  private <T> Optional<T> number(
      String name, Kind.Numeric<T> kind, Node node, String example, String listFix) {
    boolean whole = kind instanceof Kind.Whole;
    Optional<BigDecimal> number = whole ? Numbers.whole(node) : Numbers.decimal(node);
    if (number.isEmpty()) {
      String needed = whole ? Numbers.WHOLE : Numbers.REAL;
      problems.at(node, Numbers.fault(name, node, needed, example, listFix));
      return Optional.empty();
    }
    Optional<String> problem = kind.problem(number.get());
    problem.ifPresent(
        rule ->
            problems.at(
                node, name + " (" + Yaml.describe(node) + ") " + rule + ", such as " + example));
    return problem.isPresent() ? Optional.empty() : Optional.of(kind.of(number.get()));
  }

  /** The plain form of a list of maps. */
  private Optional<Object> maps(String name, Kind.Maps kind, Node node, String example) {
    if (!(node instanceof SequenceNode list)) {
      problems.at(
          node, name + " (" + Yaml.describe(node) + ") must be a list of maps, such as " + example);
      return Optional.empty();
    }
    List<Values> maps = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof MappingNode map) {
        map(name, kind, map).ifPresent(maps::add);
      } else {
        problems.at(
            item, name + " (" + Yaml.describe(item) + ") must hold maps alone, such as " + example);
      }
    }
    return maps.size() == list.getValue().size() ? Optional.of(kind.plain(maps)) : Optional.empty();
  }

  private Optional<Values> map(String name, Kind.Maps kind, MappingNode map) {
    List<String> keys = kind.settings().stream().map(Setting::key).toList();
    Section section = Section.open(name, map, keys, problems);
    Values values = Values.none();
    boolean complete = section.values().size() == map.getValue().size();
    for (Setting<?> setting : kind.settings()) {
      Optional<Node> written = section.value(setting.key());
      Optional<Values> one = written.flatMap(node -> single(setting, node));
      complete &= written.isEmpty() || one.isPresent();
      values = values.and(one.orElse(Values.none()));
    }
    return complete ? Optional.of(values) : Optional.empty();
  }

  private <T> Optional<Values> single(Setting<T> setting, Node node) {
    String fix =
        Numbers.listFix(
            SweepKeys.last(setting), node, example(setting), "a map has one value of each");
    return value(setting, node, fix).map(value -> Values.none().with(setting, value));
  }

  private Optional<List<Integer>> numbers(
      String name, Kind.Wholes kind, Node node, String example) {
    if (!(node instanceof SequenceNode list) || (list.getValue().isEmpty() && !kind.mayBeEmpty())) {
      String shown = node instanceof SequenceNode ? "empty list" : Yaml.describe(node);
      problems.at(
          node, name + " (" + shown + ") must be a list of whole numbers, such as " + example);
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (Node item : list.getValue()) {
      String one = Integer.toString(kind.minimum());
      number(name, kind.item(), item, one, NOT_INSIDE).ifPresent(numbers::add);
    }
    return numbers.size() == list.getValue().size() ? Optional.of(numbers) : Optional.empty();
  }
}
