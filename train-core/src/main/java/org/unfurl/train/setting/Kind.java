package org.unfurl.train.setting;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What values a setting takes. Each has a plain form, which files, tables and keys hold: an {@link
 * Integer}, a {@link Long}, a {@link Double}, a {@link String}, or a list of integers or of maps of
 * these.
 *
 * @param <T> type of the values
 */
public sealed interface Kind<T> {

  /** The rule that a value breaks, such as {@code must be at least 1}; empty if it breaks none. */
  Optional<String> problem(T value);

  /** The plain form of a value. */
  Object plain(T value);

  /** The value of a plain form; empty if it is the form of none. */
  Optional<T> of(Object plain);

  /** What may be written, for tables of documentation, such as {@code whole number, 1 to 1000}. */
  String range();

  /** Whether one value is a list, so that an axis is a list of lists. */
  default boolean isList() {
    return false;
  }

  /** Kinds whose values are numbers. */
  sealed interface Numeric<T> extends Kind<T> {

    /** The rule that a number breaks, however large it is. */
    Optional<String> problem(BigDecimal number);

    /** A number that breaks no rule. */
    T of(BigDecimal number);

    @Override
    default Optional<String> problem(T value) {
      return problem(new BigDecimal(value.toString()));
    }

    @Override
    default Object plain(T value) {
      return value;
    }
  }

  /** Whole numbers. */
  record Whole<T extends Number>(Class<T> type, long minimum, long maximum) implements Numeric<T> {

    @Override
    public Optional<String> problem(BigDecimal number) {
      if (number.compareTo(BigDecimal.valueOf(minimum)) < 0) {
        return Optional.of("must be at least " + minimum);
      }
      return number.compareTo(BigDecimal.valueOf(maximum)) > 0
          ? Optional.of("must be at most " + maximum)
          : Optional.empty();
    }

    @Override
    public T of(BigDecimal number) {
      long exact = number.longValueExact();
      Number value = type.equals(Integer.class) ? (Number) Math.toIntExact(exact) : (Number) exact;
      return type.cast(value);
    }

    @Override
    public Optional<T> of(Object plain) {
      return type.isInstance(plain) ? Optional.of(type.cast(plain)) : Optional.empty();
    }

    @Override
    public String range() {
      return maximum == Long.MAX_VALUE
          ? "whole number, at least " + minimum
          : String.format(Locale.ROOT, "whole number, %d to %,d", minimum, maximum);
    }
  }

  /** Real numbers. */
  record Real(double low, boolean lowIncluded, double high) implements Numeric<Double> {

    @Override
    public Optional<String> problem(Double value) {
      return Double.isFinite(value)
          ? Numeric.super.problem(value)
          : Optional.of("must be " + bounds());
    }

    @Override
    public Optional<String> problem(BigDecimal number) {
      double value = number.doubleValue();
      boolean inside = (lowIncluded ? value >= low : value > low) && value <= high;
      return inside ? Optional.empty() : Optional.of("must be " + bounds());
    }

    @Override
    public Double of(BigDecimal number) {
      return number.doubleValue();
    }

    @Override
    public Optional<Double> of(Object plain) {
      return plain instanceof Double number ? Optional.of(number) : Optional.empty();
    }

    @Override
    public String range() {
      return "number "
          + (lowIncluded ? "from " : "above ")
          + text(low)
          + (lowIncluded ? " to " : ", at most ")
          + text(high);
    }

    private String bounds() {
      return (lowIncluded ? "from " : "above ")
          + text(low)
          + (lowIncluded ? " to " : " and at most ")
          + text(high);
    }

    private static String text(double bound) {
      return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
  }

  /**
   * One of several words, each of which stands for a value.
   *
   * @param values that files are held to; a program may have others
   * @param word of a value
   * @param value of a word; empty if it has none
   */
  record Word<T>(
      Supplier<List<T>> values, Function<T, String> word, Function<String, Optional<T>> value)
      implements Kind<T> {

    /** Every word, in the order in which documentation lists them. */
    public List<String> words() {
      return values.get().stream().map(word).toList();
    }

    @Override
    public Optional<String> problem(T value) {
      return Optional.empty();
    }

    @Override
    public Object plain(T value) {
      return word.apply(value);
    }

    @Override
    public Optional<T> of(Object plain) {
      return plain instanceof String text ? value.apply(text) : Optional.empty();
    }

    @Override
    public String range() {
      return "word: `" + String.join("`, `", words()) + "`";
    }
  }

  /** Lists of whole numbers: a list is one value. */
  record Wholes(int minimum, int maximum, boolean mayBeEmpty) implements Kind<List<Integer>> {

    @Override
    public Optional<String> problem(List<Integer> value) {
      if (value.isEmpty() && !mayBeEmpty) {
        return Optional.of("must hold at least one number");
      }
      Whole<Integer> item = item();
      return value.stream().map(item::problem).flatMap(Optional::stream).findFirst();
    }

    @Override
    public Object plain(List<Integer> value) {
      return value;
    }

    @Override
    public Optional<List<Integer>> of(Object plain) {
      return plain instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)
          ? Optional.of(list.stream().map(Integer.class::cast).toList())
          : Optional.empty();
    }

    @Override
    public boolean isList() {
      return true;
    }

    /** What each of the numbers is. */
    public Whole<Integer> item() {
      return new Whole<>(Integer.class, minimum, maximum);
    }

    @Override
    public String range() {
      return String.format(Locale.ROOT, "list of whole numbers, %d to %,d", minimum, maximum);
    }
  }

  /**
   * Lists of maps: a list is one value.
   *
   * @param settings that a map may have, the one that labels name first
   */
  record Maps(List<Setting<?>> settings) implements Kind<List<Values>> {

    /** Copies. */
    public Maps {
      settings = List.copyOf(settings);
    }

    @Override
    public Optional<String> problem(List<Values> value) {
      return value.stream().allMatch(map -> map.of(settings).equals(map))
          ? Optional.empty()
          : Optional.of("must hold maps of " + keys());
    }

    @Override
    public Object plain(List<Values> value) {
      return value.stream().map(this::plain).toList();
    }

    private Map<String, Object> plain(Values map) {
      Map<String, Object> byKey = new LinkedHashMap<>();
      settings.stream()
          .filter(map::has)
          .forEach(setting -> byKey.put(setting.key(), map.plain(setting)));
      return Collections.unmodifiableMap(byKey);
    }

    @Override
    public Optional<List<Values>> of(Object plain) {
      return plain instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)
          ? Optional.of(list.stream().map(map -> values((Map<?, ?>) map)).toList())
          : Optional.empty();
    }

    private Values values(Map<?, ?> plain) {
      Values values = Values.none();
      for (Setting<?> setting : settings) {
        Object value = plain.get(setting.key());
        values = value == null ? values : values.withPlain(setting, value);
      }
      return values;
    }

    @Override
    public boolean isList() {
      return true;
    }

    /**
     * What tells a list from others, such as {@code m1-2-4}: the first setting in which its maps
     * differ, or the first that they have; or all that they have.
     */
    String label(List<Values> maps, boolean whole) {
      List<Setting<?>> named =
          settings.stream().filter(one -> maps.stream().anyMatch(map -> map.has(one))).toList();
      Stream<Setting<?>> told =
          whole
              ? named.stream()
              : Stream.concat(named.stream().filter(one -> differ(maps, one)), named.stream())
                  .limit(1);
      return told.map(setting -> setting.name() + values(maps, setting)).collect(joining("-"));
    }

    private static boolean differ(List<Values> maps, Setting<?> setting) {
      return maps.stream().map(map -> Optional.ofNullable(map.plain(setting))).distinct().count()
          > 1;
    }

    private static String values(List<Values> maps, Setting<?> setting) {
      return maps.stream()
          .map(map -> map.has(setting) ? Written.of(map.plain(setting)) : "")
          .collect(joining("-"));
    }

    private String keys() {
      return settings.stream().map(Setting::key).collect(joining(", "));
    }

    @Override
    public String range() {
      return "list of maps of "
          + settings.stream().map(one -> "`" + one.key() + "`").collect(joining(", "));
    }
  }

  /**
   * Files, by their content: a value is the digest of what a file holds, so that a file that is
   * renamed stays the same value and one that is changed becomes another.
   *
   * @param read the digest of a file of that name, as somebody wrote it, and content
   * @param name of the file of a digest, as it was written
   * @param label a word for a digest
   */
  record File(
      BiFunction<String, byte[], String> read,
      UnaryOperator<String> name,
      UnaryOperator<String> label)
      implements Kind<String> {

    @Override
    public Optional<String> problem(String value) {
      return value.isEmpty() ? Optional.of("must not be empty") : Optional.empty();
    }

    @Override
    public Object plain(String value) {
      return value;
    }

    @Override
    public Optional<String> of(Object plain) {
      return plain instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String range() {
      return "file, its path from the sweep file's folder";
    }
  }

  /** Any text that is not empty, such as the name of a file. */
  record Text() implements Kind<String> {

    @Override
    public Optional<String> problem(String value) {
      return value.isEmpty() ? Optional.of("must not be empty") : Optional.empty();
    }

    @Override
    public Object plain(String value) {
      return value;
    }

    @Override
    public Optional<String> of(Object plain) {
      return plain instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String range() {
      return "text";
    }
  }
}
