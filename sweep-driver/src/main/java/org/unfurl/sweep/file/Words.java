package org.unfurl.sweep.file;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.unfurl.sweep.spelling.Spelling;

/** Values that are one of a list of words. */
final class Words {

  private Words() {}

  /** The word of one node; empty after a problem has been reported. */
  static Optional<String> read(String key, Node node, List<String> words, Problems problems) {
    String written = Yaml.describe(node);
    if (node instanceof ScalarNode && words.contains(written)) {
      return Optional.of(written);
    }
    String shown = key + " (" + written + ")";
    if (node instanceof ScalarNode scalar && !Yaml.isEmpty(scalar)) {
      problems.at(node, shown + " is unknown; " + Spelling.hint(written, words));
    } else {
      problems.at(node, shown + " must be one word; choose from " + String.join(", ", words));
    }
    return Optional.empty();
  }
}
