package org.unfurl.sweep.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sweep.spelling.Spelling;

/**
 * A map of the file with known keys. Unknown and repeated keys are reported when it is opened.
 *
 * @param name how messages call it, such as {@code training}
 * @param line where it begins
 * @param values by key, the first of a repeated one
 * @param keyLines line of each key
 */
record Section(String name, int line, Map<String, Node> values, Map<String, Integer> keyLines) {

  static Section open(String name, MappingNode map, List<String> keys, Problems problems) {
    Map<String, Node> values = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      Node keyNode = entry.getKeyNode();
      String key = Yaml.describe(keyNode);
      if (!keys.contains(key)) {
        problems.at(
            keyNode, "key (" + key + ") is unknown in " + name + "; " + Spelling.hint(key, keys));
      } else if (values.containsKey(key)) {
        problems.at(
            keyNode,
            key + " (given twice) must be given once; line " + lines.get(key) + " has the first");
      } else {
        values.put(key, entry.getValueNode());
        lines.put(key, Yaml.line(keyNode));
      }
    }
    return new Section(name, Yaml.line(map), values, lines);
  }

  /** A section that the file leaves out. */
  static Section absent(String name, int line) {
    return new Section(name, line, Map.of(), Map.of());
  }

  /**
   * A map inside this one, without entries where the file leaves it out; empty after a problem has
   * been reported.
   */
  Optional<Section> inside(String key, List<String> keys, Problems problems) {
    Optional<Node> node = value(key);
    if (node.isEmpty()) {
      return Optional.of(absent(key, line));
    }
    if (node.get() instanceof MappingNode map) {
      return Optional.of(open(key, map, keys, problems));
    }
    problems.at(
        node.get(),
        key
            + " ("
            + Yaml.describe(node.get())
            + ") must be a map of "
            + String.join(", ", keys)
            + (node.get() instanceof SequenceNode
                ? "; write them without hyphens or brackets"
                : ""));
    return Optional.empty();
  }

  Optional<Node> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The line of the key; that of the section where the key is left out. */
  int line(String key) {
    return keyLines.getOrDefault(key, line);
  }

  void reportMissing(String key, String example, Problems problems) {
    problems.at(
        line, key + " (missing) must be given in " + name + ", such as " + key + ": " + example);
  }
}
