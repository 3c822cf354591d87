package org.unfurl.sweep.spelling;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
public final class Spelling {

  private Spelling() {}

  /** The candidate that the fewest edits make of the word; empty if none is near. */
  public static Optional<String> nearest(String word, List<String> candidates) {
    String written = word.toLowerCase(Locale.ROOT).replace('_', '-');
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      if (Math.abs(written.length() - candidate.length()) <= slips(candidate)) {
        int edits = edits(written, candidate);
        if (edits < fewest) {
          fewest = edits;
          best = candidate;
        }
      }
    }
    return fewest <= slips(best) ? Optional.of(best) : Optional.empty();
  }

  /** A third of the letters wrong is still a slip; more is another word. */
  private static int slips(String word) {
    return Math.max(1, word.length() / 3);
  }

  /** The sentence that ends a message on an unknown word: the nearest, or all there are. */
  public static String hint(String word, List<String> candidates) {
    return nearest(word, candidates)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> "choose from " + String.join(", ", candidates));
  }

  /** Insertions, deletions, substitutions, and exchanges of two letters that follow each other. */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = Math.max(i, j);
        if (i > 0 && j > 0) {
          int substituted = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
          int moved = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
          edits[i][j] = Math.min(substituted, moved);
          if (isExchange(from, i, to, j)) {
            edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
          }
        }
      }
    }
    return edits[from.length()][to.length()];
  }

  private static boolean isExchange(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
