package org.unfurl.sweep.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.unfurl.sweep.table.TrialRow;
import org.unfurl.train.unroll.Modality;

/**
 * Something in which the trials of a sweep may differ, besides the seed.
 *
 * @param name in headings
 * @param place where a table shows it
 * @param pairing whether two trials must agree here to be compared between modalities
 * @param value of a row; null where it has none
 */
record Axis(String name, Place place, boolean pairing, Function<TrialRow, Object> value) {
  /** Long words go above the lines that share them, short ones beside the numbers. */
  enum Place {
    HEADING,
    COLUMN
  }

  static final Axis TASK = new Axis("task", Place.HEADING, true, TrialRow::task);
  static final Axis MODALITY = new Axis("modality", Place.COLUMN, false, Axis::modality);

  /**
   * In the order in which lines are sorted. Warm-up and truncation mean nothing to modality ONE, so
   * they do not hinder a comparison with it.
   */
  static final List<Axis> ALL =
      List.of(
          new Axis("system", Place.HEADING, true, TrialRow::system),
          TASK,
          new Axis("scheme", Place.HEADING, true, TrialRow::scheme),
          new Axis("network", Place.HEADING, true, TrialRow::architecture),
          new Axis("width", Place.HEADING, true, TrialRow::width),
          new Axis("depth", Place.HEADING, true, TrialRow::depth),
          new Axis("trajectories", Place.HEADING, true, TrialRow::trainingTrajectories),
          new Axis("frames", Place.HEADING, true, TrialRow::trainingFrames),
          new Axis("batch", Place.HEADING, true, TrialRow::batchSize),
          new Axis("updates", Place.HEADING, true, TrialRow::updatesPlanned),
          new Axis("rate", Place.HEADING, true, TrialRow::learningRate),
          new Axis("m", Place.COLUMN, true, TrialRow::unrollLength),
          new Axis("w", Place.COLUMN, false, TrialRow::warmUp),
          new Axis("cut", Place.COLUMN, false, TrialRow::truncation),
          MODALITY);

  static List<Object> values(TrialRow row) {
    return ALL.stream().map(axis -> axis.orDash(row)).toList();
  }

  static List<Object> pairingValues(TrialRow row) {
    return ALL.stream().filter(Axis::pairing).map(axis -> axis.orDash(row)).toList();
  }

  /** What tells the lines of a table apart: task and modality, and whatever else differs. */
  static List<Axis> shown(List<TrialRow> rows, Place place) {
    return ALL.stream()
        .filter(axis -> axis.place == place)
        .filter(axis -> axis.equals(TASK) || axis.equals(MODALITY) || axis.varies(rows))
        .toList();
  }

  String text(TrialRow row) {
    Object of = orDash(row);
    return of instanceof Modality modality ? modality.word() : of.toString();
  }

  /** Numbers by size, modalities ONE first, words by the alphabet. */
  String sortKey(TrialRow row) {
    Object of = value.apply(row);
    if (of == null) {
      return "";
    }
    if (of instanceof Modality modality) {
      return Integer.toString(List.of(Modality.values()).indexOf(modality));
    }
    return of instanceof Number number
        ? String.format(Locale.ROOT, "%030.12f", number.doubleValue())
        : of.toString();
  }

  /** Baselines have none; their column says which baseline. */
  private static Object modality(TrialRow row) {
    return row.modality() == null ? row.baseline() : Modality.of(row.modality());
  }

  private boolean varies(List<TrialRow> rows) {
    return rows.stream().map(value).filter(Objects::nonNull).distinct().count() > 1;
  }

  private Object orDash(TrialRow row) {
    Object of = value.apply(row);
    return of == null ? Digits.NONE : of;
  }
}
