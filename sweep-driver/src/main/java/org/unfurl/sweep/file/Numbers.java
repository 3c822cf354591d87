package org.unfurl.sweep.file;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Decimal numbers of YAML's core schema; {@code 1e-3} is one, a quoted {@code "3"} is not. */
final class Numbers {

  static final String WHOLE = "a whole number";
  static final String REAL = "a number";

  /** Beyond every range of a sweep file; a million digits would take minutes to read. */
  private static final int MOST_DIGITS = 1000;

  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9]\\d{0,2}([_,' ]\\d{3})+");
  private static final Pattern SHORT = Pattern.compile("(\\d+(?:\\.\\d+)?)([kM])");
  private static final Pattern UNDERSCORES = Pattern.compile("[-+]?\\d[\\d_]*\\d");
  private static final Pattern COMMA = Pattern.compile("[-+]?\\d+,\\d+");

  private Numbers() {}

  static Optional<BigDecimal> decimal(Node node) {
    boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    // Hexadecimal, .inf and .nan: numbers to YAML, but none that a sweep needs.
    return number && node instanceof ScalarNode scalar
        ? decimal(scalar.getValue())
        : Optional.empty();
  }

  /** A whole number, which may be written in thousands or millions: {@code 33k}, {@code 1.2M}. */
  static Optional<BigDecimal> whole(Node node) {
    Optional<BigDecimal> number = decimal(node);
    if (node instanceof ScalarNode scalar && scalar.isPlain()) {
      Matcher matcher = SHORT.matcher(scalar.getValue());
      if (matcher.matches()) {
        number =
            decimal(matcher.group(1))
                .map(digits -> digits.movePointRight(matcher.group(2).equals("k") ? 3 : 6));
      }
    }
    return number.filter(Numbers::isWhole);
  }

  private static Optional<BigDecimal> decimal(String text) {
    if (text.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /**
   * What is wrong with a value that is not the number that it should be.
   *
   * @param kind what it should be, {@link #WHOLE} or {@link #REAL}
   * @param listFix what to do where it is a list
   */
  static String fault(String key, Node node, String kind, String example, String listFix) {
    if (node instanceof SequenceNode) {
      return key + " (a list) must be " + kind + ", " + listFix;
    }
    String shown = Yaml.describe(node);
    String fix = ", such as " + example;
    if (node instanceof ScalarNode scalar) {
      boolean seemsRight = scalar.getValue().isEmpty() || decimal(scalar.getValue()).isPresent();
      shown = seemsRight && !scalar.isPlain() ? '"' + shown + '"' : shown;
      fix = scalarFix(key, scalar, kind, example);
    }
    return key + " (" + shown + ") must be " + kind + fix;
  }

  /**
   * What to do where a list is no axis, as it is elsewhere.
   *
   * @param why it is none
   */
  static String listFix(String key, Node node, String example, String why) {
    List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of();
    String first =
        items.stream()
            .findFirst()
            .filter(item -> decimal(item).isPresent())
            .map(Yaml::describe)
            .orElse(example);
    return items.size() == 1
        ? "not a list; write " + key + ": " + first
        : "not a list, because " + why + "; choose one, such as " + key + ": " + first;
  }

  private static String scalarFix(String key, ScalarNode scalar, String kind, String example) {
    String text = scalar.getValue();
    boolean number = decimal(text).isPresent();
    if (number && !scalar.isPlain()) {
      return " without quotes; write " + key + ": " + text;
    }
    if (number && scalar.getTag().equals(Tag.STR)) {
      return " without a tag that makes it text; write " + key + ": " + text;
    }
    // In a whole number a comma can only part thousands.
    if (!kind.equals(WHOLE) && COMMA.matcher(text).matches()) {
      return " with a decimal point; write " + key + ": " + text.replace(',', '.');
    }
    if (THOUSANDS.matcher(text).matches() || UNDERSCORES.matcher(text).matches()) {
      return " without separators; write " + key + ": " + text.replaceAll("[_,' ]", "");
    }
    return ", such as " + example;
  }
}
