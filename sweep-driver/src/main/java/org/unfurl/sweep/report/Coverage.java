package org.unfurl.sweep.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.unfurl.sweep.table.TrialRow;

/**
 * What became of the plan; every planned trial is counted once.
 *
 * @param planned trials of the plan
 * @param outcomes planned trials by the word of their outcome
 * @param missing planned trials without a row
 * @param unplanned rows of trials that the plan does not hold, from an earlier sweep file
 */
public record Coverage(int planned, Map<String, Long> outcomes, long missing, long unplanned) {
  private static final List<String> ORDER =
      List.of("OK", "REFERENCE_DIVERGED", "TRAINING_DIVERGED", "OUT_OF_MEMORY", "LOST", "FAILED");

  /** Compares rows with the keys of the plan. */
  public static Coverage of(Collection<String> plannedKeys, List<TrialRow> rows) {
    Set<String> planned = Set.copyOf(plannedKeys);
    List<TrialRow> counted = rows.stream().filter(row -> planned.contains(row.trialKey())).toList();
    Set<String> words = new TreeSet<>();
    counted.forEach(row -> words.add(row.outcome()));
    Map<String, Long> outcomes = new LinkedHashMap<>();
    for (String word : ORDER) {
      if (words.remove(word)) {
        outcomes.put(word, count(counted, word));
      }
    }
    words.forEach(word -> outcomes.put(word, count(counted, word)));
    return new Coverage(
        planned.size(), outcomes, planned.size() - counted.size(), rows.size() - counted.size());
  }

  /** One line, such as {@code planned 20 = ok 18 + training-diverged 1 + missing 1}. */
  public String banner() {
    Map<String, Long> terms = new LinkedHashMap<>();
    outcomes.forEach((word, count) -> terms.put(lowerKebab(word), count));
    if (missing > 0) {
      terms.put("missing", missing);
    }
    StringBuilder banner = new StringBuilder("planned " + planned);
    String separator = " = ";
    for (Map.Entry<String, Long> term : terms.entrySet()) {
      banner.append(separator).append(term.getKey()).append(' ').append(term.getValue());
      separator = " + ";
    }
    if (unplanned > 0) {
      banner.append(" (and ").append(unplanned).append(" from earlier plans, not shown)");
    }
    return banner.toString();
  }

  private static long count(List<TrialRow> rows, String word) {
    return rows.stream().filter(row -> row.outcome().equals(word)).count();
  }

  private static String lowerKebab(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
