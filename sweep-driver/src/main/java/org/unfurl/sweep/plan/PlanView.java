package org.unfurl.sweep.plan;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sweep.sample.Range;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** A plan as text of at most 90 columns: what would be computed, for how long, at what cost. */
public final class PlanView {

  private static final int COLUMNS = 90;
  private static final int INDENT = 16;
  private static final String ITEM = "- ";

  /** Of an axis: a page of them. */
  private static final int MOST_SHOWN = 100;

  private final StringBuilder text = new StringBuilder();
  private final Plan plan;

  private PlanView(Plan plan) {
    this.plan = plan;
  }

  /**
   * Describes a plan.
   *
   * @param slots trials that run at once, at least 1
   */
  public static String of(Plan plan, int slots) {
    return of(plan, slots, List.of());
  }

  /**
   * Describes a plan.
   *
   * @param slots trials that run at once, at least 1
   * @param checks of its own data, in their order, or none
   */
  public static String of(Plan plan, int slots, List<EquationCheck> checks) {
    PlanView view = new PlanView(plan);
    view.grid();
    view.ownData(checks);
    view.work();
    view.time(slots);
    view.disk(slots);
    return view.text.toString();
  }

  private void grid() {
    Sweep sweep = plan.sweep();
    row("sweep", sweep.name());
    for (String key : keys()) {
      if (key.equals(TrialSettings.NETWORK)) {
        networks();
      } else {
        row(key, shortened(parts(key)));
      }
    }
    sweep
        .axes()
        .variants()
        .ifPresent(variants -> row(variants.key(), List.copyOf(variants.byName().keySet())));
    sweep.axes().drawn().ifPresent(drawn -> row(drawn.key(), drawn(drawn)));
    long points = sweep.axes().points().longValueExact();
    long trained = plan.trained().size();
    String dropped =
        trained == points
            ? ""
            : " (of " + Quantities.count(points, "grid point") + ", less excluded and equal ones)";
    row(
        "trials",
        Quantities.count(trained)
            + dropped
            + " and "
            + Quantities.count(plan.baselines().size(), "baseline"));
  }

  private void networks() {
    NetworkListing listing = new NetworkListing(plan);
    List<List<String>> lines = listing.lines();
    row(TrialSettings.NETWORK, lines.isEmpty() ? List.of("none") : lines.get(0));
    lines.stream().skip(1).limit(MOST_SHOWN).forEach(line -> row("", line));
    if (lines.size() > MOST_SHOWN + 1) {
      row("", "and " + Quantities.count(lines.size() - MOST_SHOWN - 1) + " more");
    }
    listing.warnings().forEach(parts -> row("narrow network", parts));
  }

  /** What a row shows: a setting of the top level, or a section with all that is in it. */
  private List<String> keys() {
    return plan.sweep().axes().settings().all().stream()
        .map(setting -> setting.key().replaceAll("\\..*", ""))
        .distinct()
        .toList();
  }

  private List<String> parts(String key) {
    Axes axes = plan.sweep().axes();
    List<Setting<?>> section = axes.settings().in(key);
    if (section.isEmpty() && isDrawn(axes.settings().named(key))) {
      return List.of("drawn");
    }
    return section.isEmpty()
        ? values(axes.settings().named(key))
        : section.stream()
            .filter(this::doesSomething)
            .map(
                setting ->
                    setting.name()
                        + " "
                        + (isDrawn(setting)
                            ? "drawn"
                            : String.join(" or ", shortened(values(setting)))))
            .toList();
  }

  /** Whether it has a value somewhere that is not the one at which it does nothing. */
  private boolean doesSomething(Setting<?> setting) {
    Axes axes = plan.sweep().axes();
    Values constants = Values.none();
    for (Setting<?> other : axes.settings().all()) {
      List<Object> values = axes.plain(other);
      if (values.size() == 1 && !isDrawn(other)) {
        constants = constants.withPlain(other, values.get(0));
      }
    }
    return setting.matters(constants)
        && (isDrawn(setting)
            || axes.plain(setting).stream().anyMatch(plain -> !setting.isNeutral(plain)));
  }

  private boolean isDrawn(Setting<?> setting) {
    return plan.sweep().axes().drawn().filter(drawn -> drawn.gives(setting)).isPresent();
  }

  private static List<String> drawn(Axis.Drawn drawn) {
    List<String> parts = new ArrayList<>();
    int asked = drawn.sample().count();
    int different = drawn.choices().size();
    parts.add(
        Quantities.count(asked, "draw")
            + (different < asked ? " (" + Quantities.count(different) + " different)" : ""));
    drawn
        .sample()
        .ranges()
        .forEach(
            (setting, range) ->
                parts.add(
                    setting.name()
                        + " "
                        + range.word()
                        + " "
                        + range.listed().stream()
                            .map(PlanView::text)
                            .collect(joining(range instanceof Range.Choices ? " or " : " to "))));
    return parts;
  }

  private List<String> values(Setting<?> setting) {
    return plan.sweep().axes().plain(setting).stream()
        .map(plain -> setting.kind() instanceof Kind.Maps ? setting.wholeLabel(plain) : text(plain))
        .toList();
  }

  private static String text(Object plain) {
    return plain instanceof Double number ? CanonicalJson.number(number) : plain.toString();
  }

  private static List<String> shortened(List<String> values) {
    return shortened(values, value -> value);
  }

  private static <T> List<String> shortened(List<T> values, Function<T, String> text) {
    List<String> shown = new ArrayList<>(values.stream().limit(MOST_SHOWN).map(text).toList());
    if (values.size() > MOST_SHOWN) {
      shown.add("and " + Quantities.count(values.size() - MOST_SHOWN) + " more");
    }
    return shown;
  }

  private void ownData(List<EquationCheck> checks) {
    for (OwnData own : plan.sweep().ownData()) {
      ReferenceSpec spec = own.spec();
      List<String> parts = new ArrayList<>();
      parts.add(
          spec.system() + " " + spec.split().word() + " " + CanonicalJson.number(spec.parameter()));
      parts.add(spec.trajectories() + " x " + spec.frames() + " frames");
      parts.add(Quantities.bytes((double) DiskNeed.bytes(spec)));
      checks.stream()
          .filter(check -> check.own().equals(own))
          .map(EquationCheck::text)
          .findFirst()
          .ifPresent(parts::add);
      parts.add("from " + own.source());
      row("own data", parts);
    }
  }

  private void work() {
    Evaluation evaluation = plan.sweep().evaluation();
    row(
        "evaluation",
        List.of(
            Quantities.count(evaluation.tests(), "test") + " per parameter",
            "error over " + Quantities.count(evaluation.errorHorizon(), "frame"),
            "rollouts of " + Quantities.count(evaluation.rolloutFrames(), "frame")));
  }

  private void time(int slots) {
    List<Double> trials = plan.trials().stream().map(Trial::predictedSeconds).toList();
    List<Double> references =
        Schedule.longestFirst(List.copyOf(plan.references().values())).stream()
            .map(CostModel::seconds)
            .toList();
    row(
        "core time",
        List.of(
            Quantities.duration(sum(trials)) + " for the trials",
            Quantities.duration(sum(references)) + " for reference data (predicted)"));
    if (!plan.trials().isEmpty()) {
      Trial longest = plan.trials().get(0);
      row(
          "longest trial",
          Quantities.duration(longest.predictedSeconds()) + ", " + longest.label());
    }
    List<Double> packs =
        Schedule.packs(plan.trials(), slots).stream()
            .map(pack -> pack.stream().mapToDouble(Trial::predictedSeconds).sum())
            .toList();
    double wallClock = Makespan.of(references, slots) + Makespan.of(packs, slots);
    row(
        "wall clock",
        "about " + Quantities.duration(wallClock) + " on " + Quantities.count(slots, "slot"));
  }

  private void disk(int slots) {
    double references = plan.references().values().stream().mapToDouble(DiskNeed::bytes).sum();
    CostModel.Shared shared = new CostModel.Shared();
    double results =
        plan.trials().stream()
            .map(Trial::config)
            .mapToDouble(config -> DiskNeed.bytes(config, shared))
            .sum();
    double checkpoints =
        plan.references().values().stream()
            .map(DiskNeed::checkpointBytes)
            .sorted(Comparator.reverseOrder())
            .limit(slots)
            .mapToDouble(Long::doubleValue)
            .sum();
    List<String> data = new ArrayList<>();
    data.add(Quantities.count(plan.references().size(), "data set"));
    data.add(Quantities.bytes(references));
    if (checkpoints > 0) {
      data.add("up to " + Quantities.bytes(checkpoints) + " more while they are made");
    }
    row("reference data", data);
    row("disk", "about " + Quantities.bytes(references + results) + " with results and weights");
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private void row(String name, String value) {
    row(name, List.of(value));
  }

  /** Values separated by commas, wrapped between them. */
  private void row(String name, List<String> values) {
    StringBuilder line = new StringBuilder(pad(name));
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i) + (i < values.size() - 1 ? "," : "");
      if (i > 0 && line.length() + 1 + value.length() > COLUMNS) {
        text.append(line).append('\n');
        line = new StringBuilder(pad("") + (values.get(0).startsWith(ITEM) ? "  " : ""));
      } else if (i > 0) {
        line.append(' ');
      }
      line.append(value);
    }
    text.append(line).append('\n');
  }

  private static String pad(String name) {
    return String.format(Locale.ROOT, "%-" + INDENT + "s", name);
  }
}
