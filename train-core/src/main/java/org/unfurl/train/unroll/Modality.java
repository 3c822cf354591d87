package org.unfurl.train.unroll;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** The three training modalities of the study (arXiv 2402.12971). */
public enum Modality {
  /** One frame from reference states. */
  ONE,
  /** Unrolled, no gradient between frames. */
  NOG,
  /** Unrolled, gradients through the whole chain, the solver included. */
  WIG;

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
