package org.unfurl.train.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * Networks as APEBench (arXiv 2411.00180) writes them, such as {@code Res;26;8;relu}: the kind,
 * then its settings in a fixed order.
 */
public final class ApebenchName {

  /**
   * A setting in its place.
   *
   * @param word for it
   * @param range of what may stand there
   */
  private record Field<T>(
      String word, String range, Setting<T> setting, Function<String, Optional<T>> read) {

    Field(Setting<T> setting, Function<String, Optional<T>> read) {
      this(setting.name().toUpperCase(Locale.ROOT), setting.kind().range(), setting, read);
    }

    Values with(Values values, String text) {
      T value =
          read.apply(text)
              .orElseThrow(
                  () -> new IllegalArgumentException(word + " (" + text + ") must be a " + range));
      return values.with(setting, value);
    }
  }

  /** A kind of network: its word there, its architecture here. */
  private record Form(String word, String architecture, List<Field<?>> fields) {

    String example() {
      return Stream.concat(Stream.of(word), fields.stream().map(Field::word))
          .collect(Collectors.joining(";"));
    }
  }

  private static final Field<Integer> WIDTH = whole(Size.WIDTH);
  private static final Field<Integer> DEPTH = whole(Size.DEPTH);
  private static final Field<Activation> PHI =
      new Field<>(Activation.SETTING, text -> Activation.SETTING.kind().of(text));

  private static final List<Form> FORMS =
      List.of(
          new Form("Conv", "conv", List.of(WIDTH, DEPTH, PHI)),
          new Form("Res", "resnet", List.of(WIDTH, DEPTH, PHI)),
          new Form("UNet", "unet", List.of(WIDTH, whole(UNet.LEVELS), PHI)),
          new Form("Dil", "dilated-resnet", List.of(dilations(), WIDTH, DEPTH, PHI)),
          new Form("FNO", "fno", List.of(whole(Fno.MODES), WIDTH, DEPTH, PHI)),
          new Form("MLP", "mlp", List.of(WIDTH, DEPTH, PHI)));

  private ApebenchName() {}

  /** How each of them is written. */
  public static List<String> forms() {
    return FORMS.stream().map(Form::example).toList();
  }

  /**
   * The network of such a name; empty if the text is none.
   *
   * @throws IllegalArgumentException if it starts like one and goes on otherwise
   */
  public static Optional<ArchitectureSpec> read(String text) {
    String[] parts = text.split(";", -1);
    return FORMS.stream()
        .filter(form -> parts.length > 1 && form.word().equals(parts[0]))
        .findFirst()
        .map(form -> spec(form, text, parts));
  }

  private static ArchitectureSpec spec(Form form, String text, String[] parts) {
    if (parts.length != form.fields().size() + 1) {
      throw refusal(form, text, "");
    }
    Values values = Values.none();
    for (int i = 1; i < parts.length; i++) {
      try {
        values = form.fields().get(i - 1).with(values, parts[i]);
      } catch (IllegalArgumentException e) {
        throw refusal(form, text, ": " + e.getMessage());
      }
    }
    return new ArchitectureSpec(form.architecture(), values);
  }

  private static IllegalArgumentException refusal(Form form, String text, String why) {
    return new IllegalArgumentException(
        "network (" + text + ") must be written as " + form.example() + why);
  }

  private static Field<Integer> whole(Setting<Integer> setting) {
    return new Field<>(setting, ApebenchName::number);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** There a number d: dilations 1, 2, … 2^d, … 2, 1. */
  private static Field<List<Integer>> dilations() {
    return new Field<>(
        "DOUBLINGS",
        "whole number, 0 to 10",
        DilatedResNet.DILATIONS,
        text ->
            number(text)
                .filter(highest -> highest <= 10)
                .map(
                    highest ->
                        IntStream.rangeClosed(-highest, highest)
                            .mapToObj(step -> 1 << (highest - Math.abs(step)))
                            .toList()));
  }
}
