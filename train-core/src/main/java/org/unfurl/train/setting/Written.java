package org.unfurl.train.setting;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;

/** Plain values as a sweep file writes them. */
final class Written {

  private Written() {}

  static String of(Object plain) {
    if (plain instanceof Double number) {
      return Double.isFinite(number)
          ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
          : number.toString();
    }
    return plain instanceof List<?> list
        ? list.stream().map(Written::of).collect(joining(", ", "[", "]"))
        : plain.toString();
  }
}
