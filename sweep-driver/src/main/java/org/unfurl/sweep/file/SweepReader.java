package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.TrialSettings;

/** Reads the top level. Every part reports its own problems, so that none hides another. */
final class SweepReader {

  private static final String NOT_COMPARABLE = "rows would not be comparable";

  private final Section top;
  private final Optional<Path> folder;
  private final TrialSettings settings;
  private final Problems problems;
  private final Sections sections;
  private final SettingReader reader;
  private final GridChecks checks;

  /**
   * Opens the top level.
   *
   * @param folder of the sweep file; empty if it is on another machine
   * @param settings that a trial has
   */
  SweepReader(MappingNode map, Optional<Path> folder, TrialSettings settings, Problems problems) {
    this.folder = folder;
    this.settings = settings;
    this.top = Section.open("the sweep file", map, SweepKeys.top(settings), problems);
    this.problems = problems;
    this.sections = new Sections(top, settings, problems);
    this.reader = new SettingReader(folder, problems);
    this.checks = new GridChecks(top, sections, problems);
  }

  /** The sweep; empty after problems have been reported. */
  Optional<Sweep> read() {
    Optional<String> name = name();
    Optional<Long> seed = reader.constant(top, SweepKeys.SWEEP_SEED, NOT_COMPARABLE);
    AxesReader axesReader = new AxesReader(top, sections, settings, folder, problems);
    Axes axes = axesReader.read(new Seed(seed.orElse(0L)));
    ReferencesReader references =
        new ReferencesReader(top, axes.of(TrialSettings.SYSTEM), problems);
    checks.trainingSize(axes, references);
    Optional<Evaluation> evaluation =
        top.inside(SweepKeys.EVALUATION, SweepKeys.EVALUATION_KEYS, problems)
            .flatMap(section -> evaluation(section, axes, references));
    List<OwnData> ownData =
        new OwnDataReader(folder, axes.of(TrialSettings.FRAMES), evaluation, problems)
            .read(references.entries());
    List<Exclusion> exclusions = new ExclusionsReader(axes, folder, problems).read(top);
    List<Baseline> baselines = baselines();
    checks.check(axes, exclusions, references, axesReader.networkLines());
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Sweep(
            name.orElseThrow(),
            new Seed(seed.orElseThrow()),
            axes,
            evaluation.orElseThrow(),
            ownData,
            exclusions,
            baselines));
  }

  private Optional<String> name() {
    Optional<Node> node = top.value(SweepKeys.SWEEP);
    if (node.isEmpty()) {
      top.reportMissing(SweepKeys.SWEEP, "my-sweep", problems);
      return Optional.empty();
    }
    if (!(node.get() instanceof ScalarNode scalar) || Yaml.isEmpty(scalar)) {
      problems.at(
          node.get(),
          "sweep (" + Yaml.describe(node.get()) + ") must be one word, such as my-sweep");
      return Optional.empty();
    }
    Sweep.nameProblem(scalar.getValue()).ifPresent(problem -> problems.at(scalar, problem));
    return Optional.of(scalar.getValue());
  }

  private Optional<Evaluation> evaluation(Section section, Axes axes, ReferencesReader references) {
    Optional<Integer> tests = reader.constant(section, SweepKeys.TESTS, NOT_COMPARABLE);
    Optional<Integer> horizon = reader.constant(section, SweepKeys.ERROR_HORIZON, NOT_COMPARABLE);
    Optional<Integer> rollout = reader.constant(section, SweepKeys.ROLLOUT_FRAMES, NOT_COMPARABLE);
    tests.ifPresent(given -> checks.tests(given, section, axes, references));
    if (tests.isEmpty() || horizon.isEmpty() || rollout.isEmpty()) {
      return Optional.empty();
    }
    if (rollout.get() < horizon.get()) {
      problems.at(
          section.line(SweepKeys.last(SweepKeys.ROLLOUT_FRAMES)),
          "rollout-frames ("
              + rollout.get()
              + ") must be at least error-horizon ("
              + horizon.get()
              + "); raise it or lower error-horizon");
      return Optional.empty();
    }
    Evaluation evaluation = new Evaluation(tests.get(), horizon.get(), rollout.get());
    checks.testSize(evaluation, section, axes, references);
    return Optional.of(evaluation);
  }

  private List<Baseline> baselines() {
    Optional<Node> node = top.value(SweepKeys.BASELINES);
    if (node.isEmpty()) {
      return SweepKeys.ALL_BASELINES;
    }
    List<Node> nodes =
        node.get() instanceof SequenceNode list ? list.getValue() : List.of(node.get());
    List<String> words = SweepKeys.ALL_BASELINES.stream().map(Baseline::word).toList();
    List<Baseline> baselines = new ArrayList<>();
    for (Node item : nodes) {
      Words.read(SweepKeys.BASELINES, item, words, problems)
          .map(word -> SweepKeys.ALL_BASELINES.get(words.indexOf(word)))
          .filter(baseline -> isNew(baseline, baselines, item))
          .ifPresent(baselines::add);
    }
    return baselines;
  }

  private boolean isNew(Baseline baseline, List<Baseline> before, Node node) {
    boolean repeated = before.contains(baseline);
    if (repeated) {
      problems.at(
          node,
          "baselines (" + baseline.word() + ") must stand once in its list; delete the repetition");
    }
    return !repeated;
  }
}
