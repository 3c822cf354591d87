package org.unfurl.sweep.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.unfurl.sweep.statistics.Estimate;
import org.unfurl.sweep.statistics.PairedRatio;
import org.unfurl.sweep.table.TrialRow;

/** The table at the end of a run: one line per configuration, its replicates averaged. */
public final class Summary {
  private static final String ONE = "one";
  private static final List<String> NUMBERS =
      List.of("n", "interpolation", "extrapolation", "ratio to one", "stable", "seconds");

  private final List<TrialRow> rows;
  private final Map<List<Object>, List<TrialRow>> groups = new LinkedHashMap<>();
  private final Map<List<Object>, Map<Long, Double>> errorsOfOne = new HashMap<>();

  private Summary(List<TrialRow> rows) {
    this.rows = rows;
    Map<List<Object>, List<TrialRow>> unordered = new LinkedHashMap<>();
    for (TrialRow row : rows) {
      unordered.computeIfAbsent(Axis.values(row), key -> new ArrayList<>()).add(row);
      if (ONE.equals(row.modality()) && row.relativeError() != null) {
        errorsOfOne
            .computeIfAbsent(Axis.pairingValues(row), key -> new HashMap<>())
            .put(row.seed(), row.relativeError());
      }
    }
    // Configurations are few where rows are many, and comparing them is slow.
    unordered.entrySet().stream()
        .sorted(Comparator.comparing(group -> group.getValue().get(0), order()))
        .forEach(group -> groups.put(group.getKey(), bySeed(group.getValue())));
  }

  private static List<TrialRow> bySeed(List<TrialRow> group) {
    return group.stream()
        .sorted(Comparator.comparing(row -> row.seed() == null ? 0 : row.seed()))
        .toList();
  }

  /**
   * Writes the summary, at most 110 columns wide.
   *
   * @param plannedKeys keys of the plan; rows of other trials are counted but not shown
   * @param rows as read back
   * @param sweepFolder where the tables lie
   * @return lines, each ended by a line feed
   */
  public static String text(
      Collection<String> plannedKeys, List<TrialRow> rows, String sweepFolder) {
    Coverage coverage = Coverage.of(plannedKeys, rows);
    Set<String> planned = Set.copyOf(plannedKeys);
    List<TrialRow> shown = rows.stream().filter(row -> planned.contains(row.trialKey())).toList();
    List<String> lines = new ArrayList<>();
    if (!shown.isEmpty()) {
      lines.addAll(new Summary(shown).table());
      lines.add("");
      lines.addAll(help(shown));
      lines.add("");
    }
    firstFailure(shown).ifPresent(lines::add);
    lines.add(coverage.banner());
    lines.add("tables: " + sweepFolder + "/trials/*.parquet, and beside it rollouts, losses,");
    lines.add("        references, plan, environment");
    return String.join("\n", lines) + "\n";
  }

  private List<String> table() {
    List<Axis> headingAxes = Axis.shown(rows, Axis.Place.HEADING);
    List<Axis> columnAxes = Axis.shown(rows, Axis.Place.COLUMN);
    TextTable table =
        new TextTable(
            concat(columnAxes.stream().map(Axis::name), NUMBERS.stream()), columnAxes.size());
    String above = "";
    for (List<TrialRow> group : groups.values()) {
      String heading = heading(headingAxes, group.get(0));
      if (!heading.equals(above)) {
        table.addHeading(heading);
        above = heading;
      }
      table.add(concat(columnAxes.stream().map(axis -> axis.text(group.get(0))), numbers(group)));
    }
    return table.lines();
  }

  private static String heading(List<Axis> axes, TrialRow row) {
    return axes.stream()
        .filter(axis -> axis.value().apply(row) != null)
        .map(axis -> axis.equals(Axis.TASK) ? axis.text(row) : axis.name() + " " + axis.text(row))
        .collect(Collectors.joining(", "));
  }

  private Stream<String> numbers(List<TrialRow> group) {
    int scored = estimate(group, TrialRow::relativeError).n();
    return Stream.of(
        scored == group.size() ? Integer.toString(scored) : scored + " of " + group.size(),
        Digits.of(estimate(group, TrialRow::relativeErrorInterpolation)),
        Digits.of(estimate(group, TrialRow::relativeErrorExtrapolation)),
        ratio(group),
        stableFrames(group),
        group.get(0).baseline() == null
            ? Digits.of(estimate(group, TrialRow::trainSeconds).mean())
            : Digits.NONE);
  }

  private String ratio(List<TrialRow> group) {
    TrialRow first = group.get(0);
    if (first.modality() == null) {
      return Digits.NONE;
    }
    if (first.modality().equals(ONE)) {
      return "1";
    }
    Map<Long, Double> errors = new HashMap<>();
    for (TrialRow row : group) {
      if (row.relativeError() != null) {
        errors.put(row.seed(), row.relativeError());
      }
    }
    return Digits.of(
        PairedRatio.of(errors, errorsOfOne.getOrDefault(Axis.pairingValues(first), Map.of())));
  }

  private static String stableFrames(List<TrialRow> group) {
    List<TrialRow> scored = group.stream().filter(row -> row.stableFrames() != null).toList();
    boolean censored =
        !scored.isEmpty()
            && scored.stream().allMatch(row -> row.stableFrames() >= row.rolloutFrames());
    return censored
        ? ">= " + scored.get(0).rolloutFrames()
        : Digits.of(estimate(scored, TrialRow::stableFrames));
  }

  private static Estimate estimate(List<TrialRow> group, Function<TrialRow, Double> value) {
    return Estimate.of(
        group.stream()
            .map(value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static List<String> help(List<TrialRow> rows) {
    return List.of(
        "interpolation, extrapolation: relative error (squared error over squared maximum of the reference, mean",
        "over "
            + rows.get(0).errorHorizon()
            + " frames) on unseen parameters; ratio to one: the same error over that of modality one, seed by seed;",
        "stable: frames until the rollout leaves the physics; +- and [ ] are 95 % intervals over n seeds");
  }

  private static Optional<String> firstFailure(List<TrialRow> rows) {
    return rows.stream()
        .filter(row -> row.outcome().isFailure())
        .findFirst()
        .map(
            row ->
                "first failure: "
                    + Objects.requireNonNullElse(row.errorClass(), row.outcome().word())
                    + ": "
                    + row.errorMessage()
                    + ", trial "
                    + row.label());
  }

  /** Baselines last; otherwise axis by axis, so that modalities to compare stand together. */
  private static Comparator<TrialRow> order() {
    Comparator<TrialRow> order =
        Comparator.comparing(TrialRow::system).thenComparing(row -> row.baseline() != null);
    for (Axis axis : Axis.ALL) {
      order = order.thenComparing(axis::sortKey);
    }
    return order;
  }

  private static List<String> concat(Stream<String> words, Stream<String> numbers) {
    return Stream.concat(words, numbers).toList();
  }
}
