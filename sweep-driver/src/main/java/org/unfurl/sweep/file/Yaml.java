package org.unfurl.sweep.file;

import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
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

  private Yaml() {}

  /** The top-level map; empty after a problem has been reported. */
  static Optional<MappingNode> topLevel(String text, String sourceName, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(sourceName)
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    Optional<Node> root;
    try {
      Optional<Problem> beyond = YamlLimits.problem(new Parse(settings).parseString(text));
      if (beyond.isPresent()) {
        problems.at(beyond.get().line(), beyond.get().message());
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
      String text = visible(scalar.getValue());
      return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
    return "a map";
  }

  /** What a terminal would act on is a ?; what nobody sees is written out, such as U+00A0. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.replaceAll("\\s+", " ")
        .replaceAll("\\p{Cntrl}", "?")
        .codePoints()
        .forEach(
            c -> {
              if (c != ' ' && isUnseen(c)) {
                visible.append(String.format(Locale.ROOT, "<U+%04X>", c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  private static boolean isUnseen(int c) {
    return Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE;
  }
}
