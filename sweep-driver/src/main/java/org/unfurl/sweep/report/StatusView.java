package org.unfurl.sweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.table.TrialRow;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** How far a sweep is: counts by outcome, and by task and modality what is still missing. */
public final class StatusView {

  private StatusView() {}

  /** A trial as this view counts it. */
  record Planned(String key, String task, String modality) {

    static Planned of(Trial trial) {
      return trial.config() instanceof TrialConfig.Bare bare
          ? new Planned(trial.key(), "baseline", bare.baseline().word())
          : new Planned(
              trial.key(),
              trial.config().values().of(Task.SETTING).word(),
              trial.config().values().of(Modality.SETTING).word());
    }
  }

  /** How many trials of a task and modality there are. */
  private static final class Count {
    private int planned;
    private int ok;
    private int missing;

    List<String> texts() {
      return Stream.of(planned, ok, planned - ok - missing, missing)
          .map(count -> Integer.toString(count))
          .toList();
    }
  }

  /**
   * Writes the view.
   *
   * @param plan what was asked for
   * @param rows what there is, as read back
   * @return lines, each ended by a line feed
   */
  public static String text(Plan plan, List<TrialRow> rows) {
    return text(plan.trials().stream().map(Planned::of), plan.keys(), rows);
  }

  static String text(Stream<Planned> plan, List<String> keys, List<TrialRow> rows) {
    Map<String, OutcomeKind> outcomes =
        rows.stream().collect(Collectors.toMap(TrialRow::trialKey, TrialRow::outcome));
    Map<List<String>, Count> groups = new HashMap<>();
    plan.forEach(
        trial -> {
          Count count =
              groups.computeIfAbsent(List.of(trial.task(), trial.modality()), group -> new Count());
          OutcomeKind outcome = outcomes.get(trial.key());
          count.planned++;
          count.ok += outcome != null && outcome.isOk() ? 1 : 0;
          count.missing += outcome == null ? 1 : 0;
        });
    TextTable table =
        new TextTable(List.of("task", "modality", "planned", "ok", "not ok", "missing"), 2);
    groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Object::toString)))
        .forEach(
            group ->
                table.add(
                    Stream.concat(group.getKey().stream(), group.getValue().texts().stream())
                        .toList()));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(Coverage.of(keys, rows).banner());
    return String.join("\n", lines) + "\n";
  }
}
