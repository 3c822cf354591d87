package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Decimal numbers of YAML's core schema; {@code 1e-3} is one, a quoted {@code "3"} is not. */
final class Numbers {

  private Numbers() {}

  static Optional<BigDecimal> decimal(Node node) {
    boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    if (!number || !(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(scalar.getValue()));
    } catch (NumberFormatException e) {
      // Hexadecimal, .inf and .nan: numbers to YAML, but none that a sweep needs.
      return Optional.empty();
    }
  }

  static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }
}
