package org.unfurl.train.setting;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Plain values as a sweep file writes them. */
final class Written {

  private Written() {}

  static String of(Object plain) {
    if (plain instanceof Double number) {
      return Double.isFinite(number)
          ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
          : number.toString();
    }
    if (plain instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
          .collect(joining(", ", "{ ", " }"));
    }
    return plain instanceof List<?> list
        ? list.stream().map(Written::of).collect(joining(", ", "[", "]"))
        : plain.toString();
  }
}
