package org.unfurl.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.unfurl.sweep.plan.Axis.Variants;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.table.TrialRow;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/**
 * A setting in which the trials of a sweep may differ, as the summary sees it; all but the seed.
 *
 * @param setting which
 * @param stored what it is in a row; null where it makes no difference
 */
record Axis(Setting<?> setting, Function<TrialRow, Object> stored) {
  /** Long words go above the lines that share them, short ones beside the numbers. */
  enum Place {
    HEADING,
    COLUMN
  }

  /**
   * In the order in which lines are sorted: the unrolling last, which stands beside the numbers.
   *
   * @param variants names by key of trial: they are the plan's, no row has them
   */
  static List<Axis> all(TrialSettings settings, Map<String, String> variants) {
    List<Axis> headings = new ArrayList<>();
    List<Axis> columns = new ArrayList<>();
    for (Setting<?> setting : settings.kept()) {
      if (setting.equals(TrialSettings.SEED) || setting.equals(Modality.SETTING)) {
        continue;
      }
      (Unrolling.SETTINGS.contains(setting) ? columns : headings).add(of(setting));
      if (setting.equals(Task.SETTING)) {
        headings.add(new Axis(Variants.NAME, row -> variants.get(row.trialKey())));
      }
    }
    headings.addAll(columns);
    headings.add(of(Modality.SETTING));
    return List.copyOf(headings);
  }

  private static Axis of(Setting<?> setting) {
    return new Axis(setting, row -> row.setting(setting));
  }

  String name() {
    return setting.name();
  }

  Place place() {
    return setting.equals(Modality.SETTING) || Unrolling.SETTINGS.contains(setting)
        ? Place.COLUMN
        : Place.HEADING;
  }

  /** Whether it stands in the table also where all trials agree in it. */
  boolean isAlwaysShown() {
    return setting.equals(Task.SETTING) || setting.equals(Modality.SETTING);
  }

  /** Whether its value is a heading by itself. */
  boolean namesItself() {
    return setting.equals(Task.SETTING);
  }

  boolean varies(List<TrialRow> rows) {
    return rows.stream().map(this::value).filter(Objects::nonNull).distinct().count() > 1;
  }

  String text(TrialRow row) {
    Object of = value(row);
    return of instanceof Double number
        ? Digits.exact(number)
        : of == null ? Digits.NONE : of.toString();
  }

  /** Numbers by size, words of a list in its order, others by the alphabet. */
  String sortKey(TrialRow row) {
    Object of = value(row);
    if (of == null) {
      return "";
    }
    if (setting.equals(Modality.SETTING) && setting.kind() instanceof Kind.Word<?> word) {
      int place = word.words().indexOf(of.toString());
      return place < 0 ? of.toString() : Integer.toString(place);
    }
    return of instanceof Number number
        ? String.format(Locale.ROOT, "%030.12f", number.doubleValue())
        : of.toString();
  }

  /** Of a row; null where it makes no difference. A baseline has its name for a modality. */
  Object value(TrialRow row) {
    return setting.equals(Modality.SETTING) && row.baseline() != null
        ? row.baseline()
        : stored.apply(row);
  }
}
