package org.unfurl.train.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that a trial can be told: declared once, beside the code that uses it. Reading,
 * problems, defaults, axes, keys, labels, columns and documentation are loops over declarations.
 * Immutable; two settings are the same if their keys are.
 *
 * @param <T> type of its values
 */
public final class Setting<T> {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  private final String key;
  private final Kind<T> kind;
  private String name;
  private String column;
  private String meaning = "";
  private String unit = "";
  private List<T> examples = List.of();
  private Optional<T> preset = Optional.empty();
  private Optional<T> neutral = Optional.empty();
  private boolean wish;
  private Predicate<Values> matters = others -> true;
  private BiFunction<T, Values, T> counts = (value, others) -> value;

  private Setting(String key, Kind<T> kind) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key (" + key + ") must be words of a-z, 0-9 and hyphens joined by dots");
    }
    this.key = key;
    this.kind = kind;
    this.name = key.substring(key.lastIndexOf('.') + 1);
    this.column = name.replace('-', '_');
  }

  private Setting(Setting<T> other) {
    key = other.key;
    kind = other.kind;
    name = other.name;
    column = other.column;
    meaning = other.meaning;
    unit = other.unit;
    examples = other.examples;
    preset = other.preset;
    neutral = other.neutral;
    wish = other.wish;
    matters = other.matters;
    counts = other.counts;
  }

  /** A whole number, both bounds included. */
  public static Setting<Integer> wholeNumber(String key, int minimum, int maximum) {
    return new Setting<>(key, new Kind.Whole<>(Integer.class, minimum, maximum));
  }

  /** A whole number of 64 bits, both bounds included. */
  public static Setting<Long> longNumber(String key, long minimum, long maximum) {
    return new Setting<>(key, new Kind.Whole<>(Long.class, minimum, maximum));
  }

  /** A number above the one bound and at most the other. */
  public static Setting<Double> real(String key, double above, double atMost) {
    return new Setting<>(key, new Kind.Real(above, false, atMost));
  }

  /** A number, both bounds included. */
  public static Setting<Double> realFrom(String key, double atLeast, double atMost) {
    return new Setting<>(key, new Kind.Real(atLeast, true, atMost));
  }

  /** One of these words. */
  public static Setting<String> word(String key, List<String> words) {
    List<String> copy = List.copyOf(words);
    return word(key, () -> copy);
  }

  /** The name of an entry of a registry, which is asked anew each time. */
  public static Setting<String> word(String key, Supplier<List<String>> words) {
    return new Setting<>(key, new Kind.Word<>(words, word -> word, Optional::of));
  }

  /** One of an enum's constants, each with its word. */
  public static <E extends Enum<E>> Setting<E> choice(
      String key, Class<E> type, Function<E, String> word) {
    List<E> constants = List.of(type.getEnumConstants());
    Map<String, E> byWord =
        constants.stream().collect(Collectors.toUnmodifiableMap(word, one -> one));
    return new Setting<>(
        key, new Kind.Word<>(() -> constants, word, text -> Optional.ofNullable(byWord.get(text))));
  }

  /** A list of whole numbers as one value, bounds included. */
  public static Setting<List<Integer>> wholeNumbers(String key, int minimum, int maximum) {
    return new Setting<>(key, new Kind.Wholes(minimum, maximum, false));
  }

  /** The same, where an empty list is one too. */
  public static Setting<List<Integer>> wholeNumbersOrNone(String key, int minimum, int maximum) {
    return new Setting<>(key, new Kind.Wholes(minimum, maximum, true));
  }

  /**
   * A list of maps as one value.
   *
   * @param settings that a map may have, the one that labels name first
   */
  public static Setting<List<Values>> maps(String key, List<Setting<?>> settings) {
    return new Setting<>(key, new Kind.Maps(settings));
  }

  /** Text that is not empty. */
  public static Setting<String> text(String key) {
    return new Setting<>(key, new Kind.Text());
  }

  /**
   * A file, known by its content.
   *
   * @param read takes a file in, of that name and content, and returns its digest: the value
   * @param name of the file of a digest, as it was written
   * @param label a word for a digest
   */
  public static Setting<String> file(
      String key,
      BiFunction<String, byte[], String> read,
      UnaryOperator<String> name,
      UnaryOperator<String> label) {
    return new Setting<>(key, new Kind.File(read, name, label));
  }

  /** What holds where a file leaves the key out; without one, the key must be given. */
  public Setting<T> preset(T value) {
    Setting<T> copy = new Setting<>(this);
    copy.preset = Optional.of(checked(value));
    return copy;
  }

  /** For messages: a sensible value, or several that one may want to compare. */
  @SafeVarargs
  @SuppressWarnings("varargs") // which are read only
  public final Setting<T> example(T... values) {
    Setting<T> copy = new Setting<>(this);
    copy.examples = Arrays.stream(values).map(this::checked).toList();
    return copy;
  }

  /** What it is, in one plain line. */
  public Setting<T> meaning(String line) {
    Setting<T> copy = new Setting<>(this);
    copy.meaning = line;
    return copy;
  }

  /** The unit of its values. */
  public Setting<T> unit(String word) {
    Setting<T> copy = new Setting<>(this);
    copy.unit = word;
    return copy;
  }

  /**
   * The value at which it does nothing. It is left out of a trial's key, so that a setting that is
   * added later changes no key.
   */
  public Setting<T> neutral(T value) {
    Setting<T> copy = new Setting<>(this);
    copy.neutral = Optional.of(checked(value));
    return copy;
  }

  /**
   * One that another setting's value takes the place of before there is a trial: no trial has it,
   * and no table.
   */
  public Setting<T> wish() {
    Setting<T> copy = new Setting<>(this);
    copy.wish = true;
    return copy;
  }

  /**
   * Whether it makes a difference, given the other settings of a point. Where one that it asks for
   * is absent from the point, the answer is true.
   */
  public Setting<T> matters(Predicate<Values> others) {
    Setting<T> copy = new Setting<>(this);
    copy.matters = others;
    return copy;
  }

  /**
   * How a value counts, given the other settings of a point: several values may mean the same, such
   * as every truncation that is as long as the window. Where another is absent, the value itself.
   */
  public Setting<T> counts(BiFunction<T, Values, T> valueAndOthers) {
    Setting<T> copy = new Setting<>(this);
    copy.counts = valueAndOthers;
    return copy;
  }

  /** Its short name in labels and headings where the last word of its key is not it. */
  public Setting<T> called(String word) {
    Setting<T> copy = new Setting<>(this);
    copy.name = word;
    return copy;
  }

  /** Its column in tables where the last word of its key is not it. */
  public Setting<T> column(String word) {
    Setting<T> copy = new Setting<>(this);
    copy.column = word;
    return copy;
  }

  /** Its dotted place in the sweep file, such as {@code training.batch-size}. */
  public String key() {
    return key;
  }

  /** What values it takes. */
  public Kind<T> kind() {
    return kind;
  }

  /** The short name in labels and headings. */
  public String name() {
    return name;
  }

  /** The column of the table {@code trials}. */
  public String column() {
    return column;
  }

  /** One plain line. */
  public String meaning() {
    return meaning;
  }

  /** The unit; empty if it has none. */
  public String unit() {
    return unit;
  }

  /** Sensible values; the preset if none was named. */
  public List<T> examples() {
    return examples.isEmpty() ? preset.stream().toList() : examples;
  }

  /** What holds where the key is left out; empty if it must be given. */
  public Optional<T> preset() {
    return preset;
  }

  /** Whether that is the plain form of the value at which it does nothing. */
  public boolean isNeutral(Object plain) {
    return neutral.map(kind::plain).filter(plain::equals).isPresent();
  }

  /** Whether another setting's value takes its place. */
  public boolean isWish() {
    return wish;
  }

  /** Whether it makes a difference where the other settings have these values. */
  public boolean matters(Values others) {
    return matters.test(others);
  }

  /** The plain form of what counts where the other settings have these values. */
  Object counted(Object plain, Values others) {
    return kind.of(plain).map(value -> kind.plain(counts.apply(value, others))).orElse(plain);
  }

  /** The word for a plain value in labels: {@code wig}, {@code width26}, {@code m1-2-4}. */
  public String label(Object plain) {
    return label(plain, false);
  }

  /** The same, long enough to tell any two values apart. */
  public String wholeLabel(Object plain) {
    return label(plain, true);
  }

  private String label(Object plain, boolean whole) {
    if (kind instanceof Kind.Maps maps) {
      List<Values> list = maps.of(plain).orElseThrow();
      String told = maps.label(list, whole);
      return list.isEmpty() ? "no-" + name : told.isEmpty() ? name + list.size() : told;
    }
    if (kind instanceof Kind.File file) {
      return file.label().apply((String) plain);
    }
    return plain instanceof String word ? word : name + Written.of(plain);
  }

  /** A value as a sweep file writes it. */
  public String text(T value) {
    Object plain = kind.plain(value);
    return kind instanceof Kind.File file ? file.name().apply((String) plain) : Written.of(plain);
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException if it breaks the rule of its kind
   */
  T checked(T value) {
    kind.problem(value)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(
                  key
                      + " ("
                      + text(value)
                      + ") "
                      + rule
                      + (examples().isEmpty() ? "" : ", such as " + text(examples().get(0))));
            });
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Setting<?> setting && setting.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
