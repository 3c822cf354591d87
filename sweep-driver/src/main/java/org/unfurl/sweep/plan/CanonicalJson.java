package org.unfurl.sweep.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON with exactly one text per value: keys sorted, no white space, shortest numbers. */
final class CanonicalJson {

  /** Decimal digits that identify every finite double. */
  private static final int DIGITS_OF_A_DOUBLE = 17;

  private CanonicalJson() {}

  /**
   * Writes nested maps and lists of strings and numbers.
   *
   * @throws IllegalArgumentException if a value is neither
   */
  static String write(Object value) {
    StringBuilder json = new StringBuilder();
    append(value, json);
    return json.toString();
  }

  /**
   * The shortest plain decimal that reads back as the same double. Not {@link
   * Double#toString(double)}, whose digits changed between Java 18 and 19.
   */
  static String number(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return plain(rounded);
      }
    }
    return plain(exact.round(new MathContext(DIGITS_OF_A_DOUBLE)));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static void append(Object value, StringBuilder json) {
    if (value instanceof Map<?, ?> map) {
      appendMap(map, json);
    } else if (value instanceof List<?> list) {
      json.append('[');
      String separator = "";
      for (Object item : list) {
        json.append(separator);
        append(item, json);
        separator = ",";
      }
      json.append(']');
    } else if (value instanceof String text) {
      appendText(text, json);
    } else if (value instanceof Double number) {
      json.append(number(number));
    } else if (value instanceof Integer || value instanceof Long) {
      json.append(value);
    } else {
      throw new IllegalArgumentException(
          "value (" + value + ") must be a map, a list, a text, a whole number or a double");
    }
  }

  private static void appendMap(Map<?, ?> map, StringBuilder json) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    json.append('{');
    String separator = "";
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      json.append(separator);
      appendText(entry.getKey(), json);
      json.append(':');
      append(entry.getValue(), json);
      separator = ",";
    }
    json.append('}');
  }

  private static void appendText(String text, StringBuilder json) {
    json.append('"');
    text.chars().forEach(c -> appendCharacter((char) c, json));
    json.append('"');
  }

  private static void appendCharacter(char c, StringBuilder json) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c < ' ' || c > '~') {
      json.append("\\u").append(HexFormat.of().toHexDigits(c));
    } else {
      json.append(c);
    }
  }
}
