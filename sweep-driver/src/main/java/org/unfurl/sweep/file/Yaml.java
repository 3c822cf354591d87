package org.unfurl.sweep.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The text as a tree of nodes that know their lines. */
final class Yaml {

  private static final int LONGEST_QUOTE = 60;

  /** A sweep file needs five levels; the composer recurses and would exhaust the stack. */
  private static final int DEEPEST_NESTING = 50;

  private Yaml() {}

  /** The top-level map; empty after a problem has been reported. */
  static Optional<MappingNode> topLevel(String text, String sourceName, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(sourceName).setSchema(new CoreSchema()).build();
    Optional<Node> root;
    try {
      if (isTooDeep(new Parse(settings).parseString(text))) {
        problems.at(
            1, "file (deeply nested) must have at most " + DEEPEST_NESTING + " levels of nesting");
        return Optional.empty();
      }
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.at(line, "file (not YAML) must be valid YAML: " + e.getProblem());
      return Optional.empty();
    } catch (ReaderException e) {
      int before = Math.min(e.getPosition(), text.length());
      int line = 1 + (int) text.substring(0, before).chars().filter(c -> c == '\n').count();
      problems.at(line, "file (not YAML) must be text; character " + (before + 1) + " is not");
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.at(1, "file (not YAML) must be valid YAML: " + e.getMessage());
      return Optional.empty();
    }
    if (root.isEmpty() || (root.get() instanceof ScalarNode scalar && isEmpty(scalar))) {
      problems.at(1, "file (empty) must hold a sweep; begin with sweep: my-sweep");
      return Optional.empty();
    }
    if (root.get() instanceof MappingNode map) {
      return Optional.of(map);
    }
    problems.at(
        root.get(),
        "file (" + describe(root.get()) + ") must be a map of keys, such as sweep: my-sweep");
    return Optional.empty();
  }

  private static boolean isTooDeep(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST_NESTING) {
        return true;
      }
    }
    return false;
  }

  /** The line on which a node begins, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** Whether nothing, or a plain {@code ~}, stands where a value should. */
  static boolean isEmpty(ScalarNode node) {
    return node.isPlain() && (node.getValue().isEmpty() || node.getValue().equals("~"));
  }

  /** A value as messages quote it. */
  static String describe(Node node) {
    if (node instanceof SequenceNode) {
      return "a list";
    }
    if (node instanceof ScalarNode scalar) {
      if (isEmpty(scalar)) {
        return "empty";
      }
      String text = scalar.getValue().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
      return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
    return "a map";
  }
}
