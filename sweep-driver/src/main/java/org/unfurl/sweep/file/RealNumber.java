package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A key whose value is a positive real number.
 *
 * @param key as the file writes it
 * @param maximum largest that is allowed
 * @param preset what holds where the key is left out; empty if it must be given
 * @param example for messages
 */
record RealNumber(String key, double maximum, Optional<Double> preset, String example) {

  /** The value in its section, or the preset; empty after a problem has been reported. */
  Optional<Double> in(Section section, Problems problems) {
    Optional<Node> node = section.value(key);
    if (node.isPresent()) {
      return read(node.get(), problems);
    }
    if (preset.isEmpty()) {
      section.reportMissing(key, example, problems);
    }
    return preset;
  }

  private Optional<Double> read(Node node, Problems problems) {
    String shown = key + " (" + Yaml.describe(node) + ")";
    Optional<Double> number = Numbers.decimal(node).map(BigDecimal::doubleValue);
    if (number.isEmpty()) {
      problems.at(node, Numbers.fault(key, node, Numbers.REAL, example));
    } else if (!(number.get() > 0 && number.get() <= maximum)) {
      problems.at(
          node,
          shown
              + " must be above 0 and at most "
              + BigDecimal.valueOf(maximum).stripTrailingZeros().toPlainString()
              + ", such as "
              + example);
      return Optional.empty();
    }
    return number;
  }
}
