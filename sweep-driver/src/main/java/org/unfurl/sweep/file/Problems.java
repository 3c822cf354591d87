package org.unfurl.sweep.file;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong, so that one reading reports everything. */
final class Problems {

  private final SortedSet<Problem> found = new TreeSet<>();

  void at(int line, String message) {
    found.add(new Problem(line, message));
  }

  void at(Node node, String message) {
    at(Yaml.line(node), message);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Sorted by line. */
  List<Problem> sorted() {
    return List.copyOf(found);
  }
}
