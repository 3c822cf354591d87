package org.unfurl.sweep.report;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.statistics.Estimate;
import org.unfurl.sweep.statistics.PairedRatio;
import org.unfurl.sweep.table.TrialRow;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.unroll.Modality;

/** The table at the end of a run: one line per configuration, its replicates averaged. */
public final class Summary {
  private static final String ONE = Modality.ONE.word();
  private static final List<String> NUMBERS =
      List.of("n", "interpolation", "extrapolation", "ratio to one", "stable", "seconds");

  private final List<TrialRow> rows;
  private final TrialSettings settings;
  private final List<Axis> axes;
  private final Map<List<Object>, List<TrialRow>> groups = new LinkedHashMap<>();
  private final Map<Values, Map<Long, Double>> errorsOfOne = new HashMap<>();

  private Summary(List<TrialRow> rows, TrialSettings settings, Map<String, String> variants) {
    this.rows = rows;
    this.settings = settings;
    this.axes = Axis.all(settings, variants);
    Map<List<Object>, List<TrialRow>> unordered = new LinkedHashMap<>();
    for (TrialRow row : rows) {
      List<Object> group = Arrays.asList(axes.stream().map(axis -> axis.value(row)).toArray());
      unordered.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
      if (ONE.equals(modality(row)) && row.relativeError() != null) {
        errorsOfOne
            .computeIfAbsent(counterpart(row), key -> new HashMap<>())
            .put(seed(row), row.relativeError());
      }
    }
    // Configurations are few where rows are many, and comparing them is slow.
    unordered.entrySet().stream()
        .sorted(Comparator.comparing(group -> group.getValue().get(0), order()))
        .forEach(group -> groups.put(group.getKey(), bySeed(group.getValue())));
  }

  /** What a row's settings would be with modality one, so that what one ignores is left out. */
  private Values counterpart(TrialRow row) {
    Values values = Values.none();
    for (Setting<?> setting : settings.kept()) {
      Object stored = row.setting(setting);
      if (stored != null && !setting.equals(TrialSettings.SEED)) {
        values = values.withPlain(setting, stored);
      }
    }
    return values.with(Modality.SETTING, Modality.ONE).relevant(settings.all());
  }

  private static String modality(TrialRow row) {
    return (String) row.setting(Modality.SETTING);
  }

  private static Long seed(TrialRow row) {
    return (Long) row.setting(TrialSettings.SEED);
  }

  /** What tells the lines of the table apart: task and modality, and whatever else differs. */
  private List<Axis> shown(Axis.Place place) {
    return axes.stream()
        .filter(axis -> axis.place() == place)
        .filter(axis -> axis.isAlwaysShown() || axis.varies(rows))
        .toList();
  }

  private static List<TrialRow> bySeed(List<TrialRow> group) {
    return group.stream()
        .sorted(Comparator.comparing(row -> seed(row) == null ? 0 : seed(row)))
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
    return text(plannedKeys, rows, sweepFolder, TrialSettings.registered());
  }

  /** The same of a plan, whose variants have names. */
  public static String text(Plan plan, List<TrialRow> rows, String sweepFolder) {
    TrialSettings settings = plan.sweep().axes().settings();
    return text(plan.keys(), rows, sweepFolder, settings, plan.variants());
  }

  /** The same of trials that have these settings. */
  public static String text(
      Collection<String> plannedKeys,
      List<TrialRow> rows,
      String sweepFolder,
      TrialSettings settings) {
    return text(plannedKeys, rows, sweepFolder, settings, Map.of());
  }

  private static String text(
      Collection<String> plannedKeys,
      List<TrialRow> rows,
      String sweepFolder,
      TrialSettings settings,
      Map<String, String> variants) {
    Coverage coverage = Coverage.of(plannedKeys, rows);
    Set<String> planned = Set.copyOf(plannedKeys);
    List<TrialRow> shown = rows.stream().filter(row -> planned.contains(row.trialKey())).toList();
    List<String> lines = new ArrayList<>();
    if (!shown.isEmpty()) {
      lines.addAll(new Summary(shown, settings, variants).table());
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
    List<Axis> headingAxes = shown(Axis.Place.HEADING);
    List<Axis> columnAxes = shown(Axis.Place.COLUMN);
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
        .filter(axis -> axis.value(row) != null)
        .map(axis -> axis.namesItself() ? axis.text(row) : axis.name() + " " + axis.text(row))
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
    if (modality(first) == null) {
      return Digits.NONE;
    }
    if (modality(first).equals(ONE)) {
      return "1";
    }
    Map<Long, Double> errors = new HashMap<>();
    for (TrialRow row : group) {
      if (row.relativeError() != null) {
        errors.put(seed(row), row.relativeError());
      }
    }
    return Digits.of(
        PairedRatio.of(errors, errorsOfOne.getOrDefault(counterpart(first), Map.of())));
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
        "interpolation, extrapolation: relative error (squared error over squared maximum of the"
            + " reference, mean",
        "over "
            + rows.get(0).errorHorizon()
            + " frames) on unseen parameters; ratio to one: the same error over that of modality"
            + " one, seed by seed;",
        "stable: frames until the rollout leaves the physics; +- and [ ] are 95 % intervals over n"
            + " seeds");
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
  private Comparator<TrialRow> order() {
    Comparator<TrialRow> order =
        Comparator.comparing((TrialRow row) -> (String) row.setting(TrialSettings.SYSTEM))
            .thenComparing(row -> row.baseline() != null);
    for (Axis axis : axes) {
      order = order.thenComparing(axis::sortKey);
    }
    return order;
  }

  private static List<String> concat(Stream<String> words, Stream<String> numbers) {
    return Stream.concat(words, numbers).toList();
  }
}
