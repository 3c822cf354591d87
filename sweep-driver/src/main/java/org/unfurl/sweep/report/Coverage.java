package org.unfurl.sweep.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.table.TrialRow;

/**
 * What became of the plan; every planned trial is counted once.
 *
 * @param planned trials of the plan
 * @param outcomes planned trials by their outcome
 * @param missing planned trials without a row
 * @param unplanned rows of trials that the plan does not hold, from an earlier sweep file
 */
public record Coverage(int planned, Map<OutcomeKind, Long> outcomes, long missing, long unplanned) {
  /** Compares rows with the keys of the plan. */
  public static Coverage of(Collection<String> plannedKeys, List<TrialRow> rows) {
    Set<String> planned = Set.copyOf(plannedKeys);
    List<TrialRow> counted = rows.stream().filter(row -> planned.contains(row.trialKey())).toList();
    Map<OutcomeKind, Long> outcomes = new EnumMap<>(OutcomeKind.class);
    counted.forEach(row -> outcomes.merge(row.outcome(), 1L, Long::sum));
    return new Coverage(
        planned.size(), outcomes, planned.size() - counted.size(), rows.size() - counted.size());
  }

  /** One line, such as {@code planned 20 = ok 18 + training-diverged 1 + missing 1}. */
  public String banner() {
    Map<String, Long> terms = new LinkedHashMap<>();
    outcomes.forEach((outcome, count) -> terms.put(outcome.kebab(), count));
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
}
