package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A key whose value is a whole number.
 *
 * @param key as the file writes it
 * @param minimum smallest that is allowed
 * @param maximum largest that is allowed
 * @param preset what holds where the key is left out; empty if it must be given
 * @param example for messages
 */
record WholeNumber(String key, long minimum, long maximum, Optional<Long> preset, long example) {

  static WholeNumber required(String key, long minimum, long maximum, long example) {
    return new WholeNumber(key, minimum, maximum, Optional.empty(), example);
  }

  static WholeNumber preset(String key, long minimum, long maximum, long preset) {
    return new WholeNumber(key, minimum, maximum, Optional.of(preset), preset);
  }

  /** The value in its section, or the preset; empty after a problem has been reported. */
  Optional<Long> in(Section section, Problems problems) {
    Optional<Node> node = section.value(key);
    if (node.isPresent()) {
      return read(node.get(), problems);
    }
    if (preset.isEmpty()) {
      section.reportMissing(key, Long.toString(example), problems);
    }
    return preset;
  }

  /** The value of one node; empty after a problem has been reported. */
  Optional<Long> read(Node node, Problems problems) {
    String shown = key + " (" + Yaml.describe(node) + ")";
    Optional<BigDecimal> number = Numbers.decimal(node).filter(Numbers::isWhole);
    if (number.isEmpty()) {
      problems.at(node, Numbers.fault(key, node, Numbers.WHOLE, Long.toString(example)));
      return Optional.empty();
    }
    boolean low = number.get().compareTo(BigDecimal.valueOf(minimum)) < 0;
    boolean high = number.get().compareTo(BigDecimal.valueOf(maximum)) > 0;
    if (low || high) {
      String rule = low ? " must be at least " + minimum : " must be at most " + maximum;
      problems.at(node, shown + rule + ", such as " + example);
      return Optional.empty();
    }
    return Optional.of(number.get().longValueExact());
  }
}
