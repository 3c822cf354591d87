package org.unfurl.sweep.file;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.sample.Range;
import org.unfurl.sweep.sample.Sample;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;

/** Reads {@code sample}: how many draws, and what each of several settings is drawn from. */
final class SampleReader {

  private static final String EXAMPLE =
      "sample: { count: 20, training: { learning-rate: { initial: { log-uniform: [1e-5, 1e-2] } }"
          + " } }";

  private static final String UNIFORM = "uniform";
  private static final String LOG_UNIFORM = "log-uniform";
  private static final String INTEGERS = "integers";
  private static final String LOG_INTEGERS = "log-integers";
  private static final String CHOICES = "choices";

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
  SampleReader(
      TrialSettings settings, Set<Setting<?>> unread, Optional<Path> folder, Problems problems) {
    this.settings = settings;
    this.unread = unread;
    this.problems = problems;
    this.reader = new SettingReader(folder, problems);
  }

  /**
   * The draws of all that could be read; empty if there is nothing to draw.
   *
   * @param seed of the sweep
   */
  Optional<Axis> read(Section top, Seed seed) {
    Optional<Node> node = top.value(SweepKeys.SAMPLE);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof MappingNode map)) {
      problems.at(
          node.get(),
          "sample ("
              + Yaml.describe(node.get())
              + ") must be a map of a count and settings, each with a range, such as "
              + EXAMPLE);
      return Optional.empty();
    }
    Map<Setting<?>, Range> ranges = new LinkedHashMap<>();
    Section section =
        new NestedSettings(
                settings,
                problems,
                (setting, range) -> {
                  range(setting, range)
                      .ifPresentOrElse(
                          read -> ranges.put(setting, read), () -> unread.add(setting));
                })
            .read(SweepKeys.SAMPLE, map, List.of(SweepKeys.last(SweepKeys.COUNT)));
    Optional<Integer> count =
        reader.constant(section, SweepKeys.COUNT, "the first of many draws are those of few");
    if (ranges.isEmpty() && unread.isEmpty()) {
      problems.at(map, "sample (no setting) must draw at least one setting, such as " + EXAMPLE);
    }
    if (ranges.isEmpty()) {
      return Optional.empty();
    }
    // Where the count is wrong, the other checks still learn what is drawn.
    Sample sample = new Sample(count.orElse(1), inOrder(ranges));
    return Optional.of(new Axis.Drawn(sample, sample.draws(seed)));
  }

  private Map<Setting<?>, Range> inOrder(Map<Setting<?>, Range> ranges) {
    Map<Setting<?>, Range> sorted = new LinkedHashMap<>();
    for (Setting<?> setting : settings.all()) {
      if (ranges.containsKey(setting)) {
        sorted.put(setting, ranges.get(setting));
      }
    }
    return sorted;
  }

  private <T> Optional<Range> range(Setting<T> setting, Node node) {
    String name = SweepKeys.last(setting);
    List<String> words = words(setting);
    if (!(node instanceof MappingNode map)) {
      problems.at(
          node,
          name
              + " ("
              + Yaml.describe(node)
              + ") in sample must be a range, such as "
              + example(setting));
      return Optional.empty();
    }
    Section section = Section.open(name + " in sample", map, words, problems);
    if (map.getValue().size() != 1) {
      problems.at(
          map,
          name
              + " ("
              + map.getValue().size()
              + " ranges) in sample must have one of "
              + String.join(", ", words)
              + ", such as "
              + example(setting));
      return Optional.empty();
    }
    Optional<Range> range = Optional.empty();
    for (Map.Entry<String, Node> entry : section.values().entrySet()) {
      range =
          entry.getKey().equals(CHOICES)
              ? choices(setting, entry.getValue())
              : between(setting, entry.getKey(), entry.getValue());
    }
    return range;
  }

  private static List<String> words(Setting<?> setting) {
    if (setting.kind() instanceof Kind.Real) {
      return List.of(UNIFORM, LOG_UNIFORM, CHOICES);
    }
    return setting.kind() instanceof Kind.Whole
        ? List.of(INTEGERS, LOG_INTEGERS, CHOICES)
        : List.of(CHOICES);
  }

  private static String example(Setting<?> setting) {
    if (setting.kind() instanceof Kind.Real) {
      return "{ log-uniform: [1e-5, 1e-2] }";
    }
    return setting.kind() instanceof Kind.Whole
        ? "{ integers: [8, 64] }"
        : "{ choices: [" + SettingReader.example(setting) + "] }";
  }

  private <T> Optional<Range> choices(Setting<T> setting, Node node) {
    return reader
        .axis(setting, node)
        .map(values -> new Range.Choices(values.stream().map(setting.kind()::plain).toList()));
  }

  /** A range between two ends, both of which the setting may be. */
  private <T> Optional<Range> between(Setting<T> setting, String word, Node node) {
    String name = SweepKeys.last(setting) + ": { " + word + ": ";
    if (!(node instanceof SequenceNode list) || list.getValue().size() != 2) {
      String shown =
          node instanceof SequenceNode list
              ? "a list of " + list.getValue().size()
              : Yaml.describe(node);
      problems.at(
          node,
          SweepKeys.last(setting)
              + " ("
              + word
              + ": "
              + shown
              + ") in sample must have two ends, such as "
              + example(setting));
      return Optional.empty();
    }
    List<BigDecimal> ends = new ArrayList<>();
    for (Node end : list.getValue()) {
      reader
          .value(setting, end)
          .map(value -> new BigDecimal(value.toString()))
          .ifPresent(ends::add);
    }
    if (ends.size() < 2) {
      return Optional.empty();
    }
    String shown = list.getValue().stream().map(Yaml::describe).collect(joining(" to "));
    if (ends.get(0).compareTo(ends.get(1)) > 0) {
      problems.at(
          node,
          SweepKeys.last(setting)
              + " ("
              + shown
              + ") in sample must begin at its smaller end; write "
              + name
              + "["
              + Yaml.describe(list.getValue().get(1))
              + ", "
              + Yaml.describe(list.getValue().get(0))
              + "] }");
      return Optional.empty();
    }
    if (word.startsWith("log-") && ends.get(0).signum() <= 0) {
      problems.at(
          node,
          SweepKeys.last(setting)
              + " ("
              + shown
              + ") in sample must begin above 0 to be "
              + word
              + "; raise its smaller end or use "
              + word.substring("log-".length()));
      return Optional.empty();
    }
    return Optional.of(range(word, ends.get(0), ends.get(1)));
  }

  private static Range range(String word, BigDecimal low, BigDecimal high) {
    return switch (word) {
      case UNIFORM -> new Range.Uniform(low.doubleValue(), high.doubleValue());
      case LOG_UNIFORM -> new Range.LogUniform(low.doubleValue(), high.doubleValue());
      case INTEGERS -> new Range.Integers(low.longValueExact(), high.longValueExact());
      default -> new Range.LogIntegers(low.longValueExact(), high.longValueExact());
    };
  }
}
