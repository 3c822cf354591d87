package org.unfurl.sweep.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Exclusion;

/** Reads {@code exclude}: a list of maps from an axis to the value or values that are left out. */
final class ExclusionsReader {

  private static final String EXAMPLE = "exclude: [{ task: prediction, modality: wig }]";

  private final AxesReader axesReader;
  private final Map<Axis<?>, List<?>> axes;
  private final Problems problems;

  /** Axes that are absent from the map could not be read; values on them are not checked. */
  ExclusionsReader(AxesReader axesReader, Map<Axis<?>, List<?>> axes, Problems problems) {
    this.axesReader = axesReader;
    this.axes = axes;
    this.problems = problems;
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
    list.getValue().forEach(item -> exclusion(item).ifPresent(exclusions::add));
    return exclusions;
  }

  private Optional<Exclusion> exclusion(Node item) {
    if (!(item instanceof MappingNode map) || map.getValue().isEmpty()) {
      String shown = item instanceof MappingNode ? "empty map" : Yaml.describe(item);
      problems.at(
          item, "exclude (" + shown + ") must be a map from axes to values, such as " + EXAMPLE);
      return Optional.empty();
    }
    Section section = Section.open("exclude", map, SweepKeys.AXIS_KEYS, problems);
    Map<Axis<?>, List<?>> values = new LinkedHashMap<>();
    for (Axis<?> axis : Axis.all()) {
      section.value(axis.key()).ifPresent(node -> values.put(axis, values(axis, node)));
    }
    // Half an exclusion would exclude more than was written.
    boolean whole = values.size() == map.getValue().size() && !values.containsValue(List.of());
    return whole ? Optional.of(new Exclusion(values)) : Optional.empty();
  }

  /** The excluded values of an axis; none if one of them could not be read. */
  private List<?> values(Axis<?> axis, Node node) {
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (nodes.isEmpty()) {
      problems.at(node, axis + " (empty list) in exclude must have at least one value; add one");
    }
    List<Object> values = new ArrayList<>();
    boolean complete = true;
    for (Node item : nodes) {
      Optional<?> value = axesReader.value(axis, item);
      if (value.isPresent() && (!axes.containsKey(axis) || isOnAxis(axis, value.get(), item))) {
        values.add(value.get());
      } else {
        complete = false;
      }
    }
    return complete ? values : List.of();
  }

  private boolean isOnAxis(Axis<?> axis, Object value, Node node) {
    boolean known = axes.get(axis).contains(value);
    if (!known) {
      problems.at(
          node,
          axis
              + " ("
              + SweepText.value(value)
              + ") in exclude must be a value of that axis; choose from "
              + SweepText.values(axes.get(axis)));
    }
    return known;
  }
}
