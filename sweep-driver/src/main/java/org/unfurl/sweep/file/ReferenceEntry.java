package org.unfurl.sweep.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.unfurl.sim.system.Split;

/** One map of {@code references}; empty is what is missing or has been reported as a problem. */
record ReferenceEntry(
    Section section,
    Optional<String> system,
    Optional<Double> parameter,
    Optional<Split> split,
    Optional<ScalarNode> file,
    Optional<ScalarNode> array,
    Optional<Double> frameTime,
    Optional<Integer> every) {

  int line(String key) {
    return section.line(key);
  }
}
