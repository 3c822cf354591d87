package org.unfurl.train.unroll;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import org.unfurl.train.setting.Setting;

/** The three training modalities of the study (arXiv 2402.12971). */
public enum Modality {
  /** One frame from reference states. */
  ONE,
  /** Unrolled, no gradient between frames. */
  NOG,
  /** Unrolled, gradients through the whole chain, the solver included. */
  WIG;

  /** Which of the three. */
  public static final Setting<Modality> SETTING =
      Setting.choice("modality", Modality.class, Modality::word)
          .example(values())
          .meaning(
              "`one`: one frame at a time; `nog`: unrolled without gradients between frames; `wig`:"
                  + " unrolled with gradients through the whole chain");

  /** The word in sweep files and tables: {@code one}, {@code nog}, {@code wig}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The modality of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Modality of(String word) {
    return Arrays.stream(values())
        .filter(modality -> modality.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "modality ("
                        + word
                        + ") must be one of "
                        + Arrays.stream(values()).map(Modality::word).collect(joining(", "))));
  }
}
