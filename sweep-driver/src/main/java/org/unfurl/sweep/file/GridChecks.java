package org.unfurl.sweep.file;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.Grid;
import org.unfurl.sweep.plan.Point;
import org.unfurl.sweep.plan.SizedNetworks;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.RisingLoss;
import org.unfurl.train.trainer.ValidationSplit;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/** Rules between keys. Each looks only at what could be read, so that all report in one go. */
final class GridChecks {

  private final Section top;
  private final Sections sections;
  private final Problems problems;

  GridChecks(Section top, Sections sections, Problems problems) {
    this.top = top;
    this.sections = sections;
    this.problems = problems;
  }

  /**
   * The rules of every point that is left.
   *
   * @param networkLines where the file has each network
   */
  void check(
      Axes axes,
      List<Exclusion> exclusions,
      ReferencesReader references,
      Map<Values, Integer> networkLines) {
    if (Grid.isTooLarge(axes)) {
      problems.at(
          top.line(),
          "grid ("
              + axes.points()
              + " points) must have at most "
              + Grid.MAXIMUM_POINTS
              + "; shorten an axis or split the sweep: it has "
              + axes.all().stream()
                  .filter(axis -> axis.choices().size() > 1)
                  .map(axis -> axis.choices().size() + " of " + SweepKeys.last(axis.key()))
                  .collect(Collectors.joining(" times ")));
      return;
    }
    Set<String> withOwnTraining =
        axes.of(TrialSettings.SYSTEM).stream()
            .filter(system -> references.gives(system, Split.TRAIN))
            .collect(Collectors.toSet());
    SizedNetworks networks = new SizedNetworks(axes.settings());
    List<Values> points =
        Grid.points(axes, exclusions, withOwnTraining, networks).stream()
            .map(Point::values)
            .toList();
    if (points.isEmpty()) {
      problems.at(
          top.line(SweepKeys.EXCLUDE),
          "exclude (every trial) must leave at least one trial; delete one of its maps");
    }
    // An exclusion that is not fully known might drop just the points that these rules mind.
    if (problems.isEmpty() || top.value(SweepKeys.EXCLUDE).isEmpty()) {
      points.forEach(this::checkFrames);
      points.forEach(this::checkValidation);
      points.forEach(this::checkDivergence);
      checkNetworks(points, networks, networkLines);
      if (axes.has(Modality.SETTING)) {
        points.forEach(this::checkWarmUp);
        points.forEach(this::checkAdjoint);
      }
    }
  }

  /** Every network must exist in its system; each that does not is reported once. */
  private void checkNetworks(
      List<Values> points, SizedNetworks networks, Map<Values, Integer> lines) {
    Set<Values> looked = new HashSet<>();
    Set<String> reported = new HashSet<>();
    for (Values point : points) {
      Optional<String> problem = networks.problem(point);
      if (problem.isPresent()
          && looked.add(
              networks.network(point).with(TrialSettings.SYSTEM, point.of(TrialSettings.SYSTEM)))) {
        int line = line(point, networks, lines);
        String text =
            "network ("
                + point.of(Architectures.ARCHITECTURE)
                + " on "
                + point.of(TrialSettings.SYSTEM)
                + ") cannot be built: "
                + problem.get().replaceFirst("^" + TrialSettings.NETWORK + "\\.", "");
        if (reported.add(line + text)) {
          problems.at(line, text);
        }
      }
    }
  }

  /** Where the file has a point's network, or networks. */
  private int line(Values point, SizedNetworks networks, Map<Values, Integer> lines) {
    Values network = networks.network(point);
    String system = point.of(TrialSettings.SYSTEM);
    return lines.entrySet().stream()
        .filter(written -> networks.placed(written.getKey(), system).equals(network))
        .map(Map.Entry::getValue)
        .min(Comparator.naturalOrder())
        .orElse(top.line(TrialSettings.NETWORK));
  }

  /** A training window, its first state included, must fit into a trajectory. */
  private void checkFrames(Values point) {
    Optional<Integer> frames = point.find(TrialSettings.FRAMES);
    List<Integer> lengths = Unrolling.lengths(point);
    if (frames.isEmpty() || lengths.isEmpty()) {
      return;
    }
    int longest = Collections.max(lengths);
    if (frames.get() <= longest) {
      problems.at(
          sections.line(TrialSettings.FRAMES),
          "frames ("
              + frames.get()
              + ") must exceed unroll-length ("
              + longest
              + "); raise it to "
              + (longest + 1)
              + " or more");
    }
  }

  /** So must one into the part that is trained on, and one into that which is kept from it. */
  private void checkValidation(Values point) {
    Optional<Integer> frames = point.find(TrialSettings.FRAMES);
    List<Integer> lengths = Unrolling.lengths(point);
    double share = point.find(ValidationSplit.SHARE).orElse(0.0);
    if (frames.isEmpty() || lengths.isEmpty() || share == 0) {
      return;
    }
    int kept = ValidationSplit.frames(share, frames.get());
    int longest = Collections.max(lengths);
    if (kept <= longest || frames.get() - kept <= longest) {
      problems.at(
          sections.line(ValidationSplit.SHARE),
          "share ("
              + SweepText.value(share)
              + " of "
              + frames.get()
              + " frames, "
              + kept
              + ") must keep more frames than unroll-length ("
              + longest
              + "), and leave more; change it or raise frames");
    }
  }

  private void checkDivergence(Values point) {
    double above = point.find(RisingLoss.ABOVE).orElse(0.0);
    if (above > 0 && above < 1) {
      problems.at(
          sections.line(RisingLoss.ABOVE),
          "above ("
              + SweepText.value(above)
              + ") must be 0, which asks nothing of the loss, or at least 1; such as 100");
    }
  }

  /** A generated split must have so many trajectories; a file's are counted when it is read. */
  void tests(long tests, Section evaluation, Axes axes, ReferencesReader references) {
    for (String name : axes.of(TrialSettings.SYSTEM)) {
      PhysicalSystem system = PhysicalSystems.named(name);
      for (Split split : Split.tests()) {
        int available = system.availableTrajectories(split);
        if (tests > available && !references.gives(name, split)) {
          problems.at(
              evaluation.line(SweepKeys.last(SweepKeys.TESTS)),
              "tests ("
                  + tests
                  + ") must be at most "
                  + available
                  + ", what the "
                  + split.word()
                  + " split of "
                  + name
                  + " has; lower it");
        }
      }
    }
  }

  /** A data set that is generated is one array. */
  void trainingSize(Axes axes, ReferencesReader references) {
    for (int trajectories : axes.of(TrialSettings.TRAJECTORIES)) {
      for (int frames : axes.of(TrialSettings.FRAMES)) {
        size(
            Split.TRAIN,
            new Amount("trajectories", trajectories, "frames", frames),
            sections.line(TrialSettings.FRAMES),
            axes,
            references);
      }
    }
  }

  /** The same of the test sets. */
  void testSize(Evaluation evaluation, Section section, Axes axes, ReferencesReader references) {
    int frames = evaluation.rolloutFrames() + 1;
    for (Split split : Split.tests()) {
      size(
          split,
          new Amount("tests", evaluation.tests(), "rollout-frames + 1", frames),
          section.line(SweepKeys.last(SweepKeys.ROLLOUT_FRAMES)),
          axes,
          references);
    }
  }

  private record Amount(String countKey, int count, String framesKey, int frames) {}

  private void size(Split split, Amount amount, int line, Axes axes, ReferencesReader references) {
    for (String name : axes.of(TrialSettings.SYSTEM)) {
      PhysicalSystem system = PhysicalSystems.named(name);
      int count = Math.min(amount.count(), system.availableTrajectories(split));
      long values = (long) count * amount.frames() * system.shape().size();
      if (values > Integer.MAX_VALUE && !references.gives(name, split)) {
        problems.at(
            line,
            amount.framesKey()
                + " ("
                + amount.frames()
                + ") times "
                + amount.countKey()
                + " ("
                + count
                + ") must be at most "
                + Integer.MAX_VALUE / system.shape().size()
                + ", what one data set of "
                + name
                + " can hold; lower one of them");
      }
    }
  }

  private void checkWarmUp(Values point) {
    Optional<Integer> warmUp = point.find(Unrolling.WARM_UP);
    Optional<Integer> length = Unrolling.lengths(point).stream().min(Integer::compare);
    if (warmUp.isPresent() && length.isPresent() && warmUp.get() >= length.get()) {
      problems.at(
          top.line(Unrolling.WARM_UP.key()),
          "warm-up ("
              + warmUp.get()
              + ") must be below unroll-length ("
              + length.get()
              + "), or no frame carries loss; lower it or exclude the combination");
    }
  }

  /** Nothing is asked of a solver's adjoint where no link carries gradients through it. */
  private void checkAdjoint(Values point) {
    Optional<String> system = point.find(TrialSettings.SYSTEM);
    Optional<String> scheme = point.find(Task.SCHEME);
    if (system.isPresent()
        && scheme.isPresent()
        && linksThroughSolver(point)
        && !PhysicalSystems.named(system.get()).differentiable(scheme.get())) {
      problems.at(
          top.line(Modality.SETTING.key()),
          "modality (wig) needs the adjoint of scheme ("
              + scheme.get()
              + ") of system ("
              + system.get()
              + "), which it does not have; use one or nog, exclude the combination, or offer a"
              + " vjp");
    }
  }

  private static boolean linksThroughSolver(Values point) {
    return point.find(Task.SETTING).filter(Task::usesSolver).isPresent()
        && point.find(Modality.SETTING).equals(Optional.of(Modality.WIG))
        && point.has(Unrolling.WARM_UP)
        && point.has(Unrolling.TRUNCATION)
        && Unrolling.lengths(point).stream()
            .filter(length -> point.of(Unrolling.WARM_UP) < length)
            .map(length -> Unrolling.of(point.with(Unrolling.UNROLL_LENGTH, length)))
            .anyMatch(Unrolling::hasLinks);
  }
}
