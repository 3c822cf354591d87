package org.unfurl.sweep.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
public final class Spelling {

  private Spelling() {}

  /** The candidate that the fewest edits make of the word; empty if none is near. */
  static Optional<String> nearest(String word, List<String> candidates) {
    String written = word.toLowerCase(Locale.ROOT).replace('_', '-');
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int edits = edits(written, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    // A third of the letters wrong is still a slip; more is another word.
    int slips = Math.max(1, best.length() / 3);
    return fewest <= slips ? Optional.of(best) : Optional.empty();
  }

  /** The sentence that ends a message on an unknown word: the nearest, or all there are. */
  public static String hint(String word, List<String> candidates) {
    return nearest(word, candidates)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> "choose from " + String.join(", ", candidates));
  }

  /** Levenshtein distance: insertions, deletions and substitutions. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
