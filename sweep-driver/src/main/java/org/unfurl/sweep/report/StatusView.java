package org.unfurl.sweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.table.PlannedTrial;
import org.unfurl.sweep.table.TrialRow;

/** How far a sweep is: counts by outcome, and by task and modality what is still missing. */
public final class StatusView {

  private StatusView() {}

  /**
   * Writes the view.
   *
   * @param plan what was asked for, in the order of work
   * @param rows what there is, as read back
   * @return lines, each ended by a line feed
   */
  public static String text(List<PlannedTrial> plan, List<TrialRow> rows) {
    Map<String, OutcomeKind> outcomes =
        rows.stream().collect(Collectors.toMap(TrialRow::trialKey, TrialRow::outcome));
    Map<List<String>, List<PlannedTrial>> groups = new LinkedHashMap<>();
    for (PlannedTrial trial : plan) {
      groups
          .computeIfAbsent(
              List.of(trial.task(), trial.baseline() == null ? trial.modality() : trial.baseline()),
              key -> new ArrayList<>())
          .add(trial);
    }
    TextTable table =
        new TextTable(List.of("task", "modality", "planned", "ok", "not ok", "missing"), 2);
    groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Object::toString)))
        .forEach(
            group -> {
              long missing =
                  group.getValue().stream()
                      .filter(trial -> !outcomes.containsKey(trial.trialKey()))
                      .count();
              long ok =
                  group.getValue().stream()
                      .map(trial -> outcomes.get(trial.trialKey()))
                      .filter(outcome -> outcome != null && outcome.isOk())
                      .count();
              int planned = group.getValue().size();
              table.add(
                  List.of(
                      group.getKey().get(0),
                      group.getKey().get(1),
                      Integer.toString(planned),
                      Long.toString(ok),
                      Long.toString(planned - ok - missing),
                      Long.toString(missing)));
            });
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(Coverage.of(plan.stream().map(PlannedTrial::trialKey).toList(), rows).banner());
    return String.join("\n", lines) + "\n";
  }
}
