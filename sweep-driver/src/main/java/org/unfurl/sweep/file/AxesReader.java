package org.unfurl.sweep.file;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** Reads the axes: a list of values, or a scalar, which is an axis of one value. */
final class AxesReader {

  private static final Map<Axis<?>, String> EXAMPLES =
      Map.of(
          Axis.SYSTEM, PhysicalSystems.builtIn().get(0).name(),
          Axis.TASK, "[prediction, correction]",
          Axis.MODALITY, "[one, nog, wig]",
          Axis.SEED, "[0, 1, 2]",
          Axis.NETWORK, "{ architecture: conv-resnet, width: 26, depth: 8 }");

  private final Section top;
  private final Problems problems;
  private final Map<Axis<?>, Function<Node, Optional<?>>> readers;

  AxesReader(Section top, Problems problems) {
    this.top = top;
    this.problems = problems;
    this.readers =
        Map.of(
            Axis.SYSTEM, node -> word(Axis.SYSTEM, node, PhysicalSystems.names()),
            Axis.TASK, node -> word(Axis.TASK, node, taskWords()).map(Task::of),
            Axis.SCHEME, node -> word(Axis.SCHEME, node, schemes(PhysicalSystems.names())),
            Axis.NETWORK, this::network,
            Axis.MODALITY, node -> word(Axis.MODALITY, node, modalityWords()).map(Modality::of),
            Axis.UNROLL_LENGTH, node -> integer(SweepKeys.UNROLL_LENGTH, node),
            Axis.WARM_UP, node -> integer(SweepKeys.WARM_UP, node),
            Axis.TRUNCATION, node -> integer(SweepKeys.TRUNCATION, node),
            Axis.SEED, node -> SweepKeys.SEED.read(node, problems));
  }

  /** The values of every axis that could be read; problems have been reported for the others. */
  Map<Axis<?>, List<?>> read() {
    Map<Axis<?>, List<?>> axes = new LinkedHashMap<>();
    Map<Axis<?>, List<?>> presets = SweepKeys.presetAxes();
    for (Axis<?> axis : Axis.all()) {
      Optional<Node> node = top.value(axis.key());
      if (node.isPresent()) {
        values(axis, node.get()).ifPresent(values -> axes.put(axis, values));
      } else if (presets.containsKey(axis)) {
        axes.put(axis, presets.get(axis));
      } else if (!axis.equals(Axis.SCHEME)) {
        top.reportMissing(axis.key(), EXAMPLES.get(axis), problems);
      } else if (axes.containsKey(Axis.SYSTEM)) {
        axes.put(axis, firstSchemes(axes.get(Axis.SYSTEM)));
      }
    }
    checkSchemes(axes);
    return axes;
  }

  /** One value of an axis; empty after a problem has been reported. */
  Optional<?> value(Axis<?> axis, Node node) {
    return readers.get(axis).apply(node);
  }

  private Optional<List<?>> values(Axis<?> axis, Node node) {
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (nodes.isEmpty()) {
      problems.at(
          node, axis + " (empty list) must have at least one value; add one or delete the key");
      return Optional.empty();
    }
    Set<Object> values = new LinkedHashSet<>();
    boolean complete = true;
    for (Node item : nodes) {
      Optional<?> value = value(axis, item);
      if (value.isEmpty()) {
        complete = false;
      } else if (!values.add(value.get())) {
        problems.at(
            item,
            axis
                + " ("
                + SweepText.value(value.get())
                + ") must stand once in its list; delete the repetition");
        complete = false;
      }
    }
    return complete ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  private Optional<String> word(Axis<?> axis, Node node, List<String> words) {
    return Words.read(axis.key(), node, words, problems);
  }

  private Optional<Integer> integer(WholeNumber key, Node node) {
    return key.read(node, problems).map(Math::toIntExact);
  }

  private Optional<ArchitectureSpec> network(Node node) {
    if (!(node instanceof MappingNode map)) {
      problems.at(
          node,
          "network ("
              + Yaml.describe(node)
              + ") must be a map of architecture, width and depth, such as "
              + EXAMPLES.get(Axis.NETWORK));
      return Optional.empty();
    }
    Section section = Section.open("network", map, SweepKeys.NETWORK_KEYS, problems);
    Optional<String> architecture = Optional.empty();
    Optional<Node> written = section.value(SweepKeys.ARCHITECTURE);
    if (written.isPresent()) {
      architecture =
          Words.read(SweepKeys.ARCHITECTURE, written.get(), Architectures.names(), problems);
    } else {
      section.reportMissing(SweepKeys.ARCHITECTURE, Architectures.names().get(0), problems);
    }
    Optional<Long> width = SweepKeys.WIDTH.in(section, problems);
    Optional<Long> depth = SweepKeys.DEPTH.in(section, problems);
    if (architecture.isEmpty() || width.isEmpty() || depth.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ArchitectureSpec.sized(
            architecture.get(), Math.toIntExact(width.get()), Math.toIntExact(depth.get())));
  }

  /** Where several systems meet several schemes, each system takes those that it offers. */
  private void checkSchemes(Map<Axis<?>, List<?>> axes) {
    if (!axes.containsKey(Axis.SYSTEM) || !axes.containsKey(Axis.SCHEME)) {
      return;
    }
    List<String> ofAny = schemes(axes.get(Axis.SYSTEM).stream().map(String.class::cast).toList());
    List<?> idle = axes.get(Axis.SCHEME).stream().filter(one -> !ofAny.contains(one)).toList();
    boolean someAreOffered = idle.size() < axes.get(Axis.SCHEME).size();
    if (!idle.isEmpty() && someAreOffered) {
      problems.at(
          top.line(Axis.SCHEME.key()),
          "scheme ("
              + SweepText.values(idle)
              + ") must be one that a system of this sweep offers, or it would run nowhere; choose"
              + " from "
              + String.join(", ", ofAny));
    }
    for (Object system : axes.get(Axis.SYSTEM)) {
      List<String> offered = PhysicalSystems.named((String) system).schemes();
      if (axes.get(Axis.SCHEME).stream().noneMatch(offered::contains)) {
        problems.at(
            top.line(Axis.SCHEME.key()),
            "scheme ("
                + SweepText.values(axes.get(Axis.SCHEME))
                + ") must hold one that "
                + system
                + " offers; add one of "
                + String.join(", ", offered));
      }
    }
  }

  private static List<String> firstSchemes(List<?> systems) {
    Set<String> first = new LinkedHashSet<>();
    systems.forEach(system -> first.add(PhysicalSystems.named((String) system).schemes().get(0)));
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

  private static List<String> taskWords() {
    return List.of(Task.values()).stream().map(Task::word).toList();
  }

  private static List<String> modalityWords() {
    return List.of(Modality.values()).stream().map(Modality::word).toList();
  }
}
