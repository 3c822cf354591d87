package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.TrainingBudget;
import org.unfurl.train.optimise.LearningRate;

/** Reads the top level. Every part reports its own problems, so that none hides another. */
final class SweepReader {

  private final Section top;
  private final Optional<Path> folder;
  private final Problems problems;
  private final GridChecks checks;

  /**
   * Opens the top level.
   *
   * @param folder of the sweep file; empty if it is on another machine
   */
  SweepReader(MappingNode map, Optional<Path> folder, Problems problems) {
    this.folder = folder;
    this.top = Section.open("the sweep file", map, SweepKeys.TOP_KEYS, problems);
    this.problems = problems;
    this.checks = new GridChecks(top, problems);
  }

  /** The sweep; empty after problems have been reported. */
  Optional<Sweep> read() {
    Optional<String> name = name();
    Optional<Long> seed = SweepKeys.SWEEP_SEED.in(top, problems);
    AxesReader axesReader = new AxesReader(top, problems);
    Map<Axis<?>, List<?>> axes = axesReader.read();
    ReferencesReader references = new ReferencesReader(top, axes, problems);
    Optional<TrainingBudget> training =
        section(top, SweepKeys.TRAINING, SweepKeys.TRAINING_KEYS)
            .flatMap(section -> training(section, axes, references));
    Optional<Evaluation> evaluation =
        section(top, SweepKeys.EVALUATION, SweepKeys.EVALUATION_KEYS)
            .flatMap(section -> evaluation(section, axes, references));
    List<OwnData> ownData =
        new OwnDataReader(folder, training, evaluation, problems).read(references.entries());
    List<Exclusion> exclusions = new ExclusionsReader(axesReader, axes, problems).read(top);
    List<Baseline> baselines = baselines();
    checks.check(axes, exclusions);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Sweep(
            name.orElseThrow(),
            new Seed(seed.orElseThrow()),
            new Axes(axes),
            training.orElseThrow(),
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

  private Optional<TrainingBudget> training(
      Section training, Map<Axis<?>, List<?>> axes, ReferencesReader references) {
    Optional<Long> updates = SweepKeys.UPDATES.in(training, problems);
    Optional<Long> batchSize = SweepKeys.BATCH_SIZE.in(training, problems);
    Optional<Long> trajectories = SweepKeys.TRAJECTORIES.in(training, problems);
    Optional<Long> frames = SweepKeys.FRAMES.in(training, problems);
    Optional<LearningRate> rate =
        section(training, SweepKeys.LEARNING_RATE, SweepKeys.LEARNING_RATE_KEYS)
            .flatMap(this::learningRate);
    frames.ifPresent(given -> checks.frames(given, training, axes));
    if (updates.isEmpty()
        || batchSize.isEmpty()
        || trajectories.isEmpty()
        || frames.isEmpty()
        || rate.isEmpty()) {
      return Optional.empty();
    }
    TrainingBudget budget =
        new TrainingBudget(
            Math.toIntExact(updates.get()),
            Math.toIntExact(batchSize.get()),
            Math.toIntExact(trajectories.get()),
            Math.toIntExact(frames.get()),
            rate.get());
    checks.trainingSize(budget, training, axes, references);
    return Optional.of(budget);
  }

  private Optional<LearningRate> learningRate(Section rate) {
    Optional<Double> initial = SweepKeys.INITIAL.in(rate, problems);
    Optional<Double> decay = SweepKeys.DECAY.in(rate, problems);
    Optional<Long> every = SweepKeys.EVERY.in(rate, problems);
    if (initial.isEmpty() || decay.isEmpty() || every.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new LearningRate(initial.get(), decay.get(), Math.toIntExact(every.get())));
  }

  private Optional<Evaluation> evaluation(
      Section section, Map<Axis<?>, List<?>> axes, ReferencesReader references) {
    Optional<Long> tests = SweepKeys.TESTS.in(section, problems);
    Optional<Long> horizon = SweepKeys.ERROR_HORIZON.in(section, problems);
    Optional<Long> rollout = SweepKeys.ROLLOUT_FRAMES.in(section, problems);
    tests.ifPresent(given -> checks.tests(given, section, axes, references));
    if (tests.isEmpty() || horizon.isEmpty() || rollout.isEmpty()) {
      return Optional.empty();
    }
    if (rollout.get() < horizon.get()) {
      problems.at(
          section.line(SweepKeys.ROLLOUT_FRAMES.key()),
          "rollout-frames ("
              + rollout.get()
              + ") must be at least error-horizon ("
              + horizon.get()
              + "); raise it or lower error-horizon");
      return Optional.empty();
    }
    Evaluation evaluation =
        new Evaluation(
            Math.toIntExact(tests.get()),
            Math.toIntExact(horizon.get()),
            Math.toIntExact(rollout.get()));
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

  /** A map inside another; one without entries where the file leaves it out. */
  private Optional<Section> section(Section parent, String key, List<String> keys) {
    Optional<Node> node = parent.value(key);
    if (node.isEmpty()) {
      return Optional.of(Section.absent(key, parent.line()));
    }
    if (node.get() instanceof MappingNode map) {
      return Optional.of(Section.open(key, map, keys, problems));
    }
    problems.at(
        node.get(),
        key
            + " ("
            + Yaml.describe(node.get())
            + ") must be a map of "
            + String.join(", ", keys)
            + (node.get() instanceof SequenceNode
                ? "; write them without hyphens or brackets"
                : ""));
    return Optional.empty();
  }
}
