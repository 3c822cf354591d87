package org.unfurl.sweep.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.plan.Axis;
import org.unfurl.sweep.plan.Combination;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.Grid;
import org.unfurl.sweep.plan.TrainingBudget;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

/** Rules between keys. Each looks only at what could be read, so that all report in one go. */
final class GridChecks {

  private final Section top;
  private final Problems problems;

  GridChecks(Section top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  void check(Map<Axis<?>, List<?>> axes, List<Exclusion> exclusions) {
    if (Grid.isTooLarge(axes)) {
      problems.at(
          top.line(),
          "grid ("
              + Grid.points(axes)
              + " points) must have at most "
              + Grid.MAXIMUM_POINTS
              + "; shorten an axis or split the sweep: it has "
              + axes.entrySet().stream()
                  .filter(axis -> axis.getValue().size() > 1)
                  .map(axis -> axis.getValue().size() + " of " + axis.getKey().key())
                  .collect(Collectors.joining(" times ")));
      return;
    }
    List<Combination> combinations = Grid.combinations(axes, exclusions);
    if (combinations.isEmpty()) {
      problems.at(
          top.line(SweepKeys.EXCLUDE),
          "exclude (every trial) must leave at least one trial; delete one of its maps");
    }
    // An exclusion that is not fully known might drop just the combinations that this rule minds.
    boolean known = problems.isEmpty() || top.value(SweepKeys.EXCLUDE).isEmpty();
    if (known && axes.containsKey(Axis.MODALITY)) {
      combinations.forEach(this::checkWarmUp);
      combinations.forEach(this::checkAdjoint);
    }
  }

  /** A training window, its first state included, must fit into a trajectory. */
  void frames(long frames, Section training, Map<Axis<?>, List<?>> axes) {
    for (Object length : axes.getOrDefault(Axis.UNROLL_LENGTH, List.of())) {
      if (frames < (Integer) length + 1) {
        problems.at(
            training.line(SweepKeys.FRAMES.key()),
            "frames ("
                + frames
                + ") must exceed unroll-length ("
                + length
                + "); raise it to "
                + ((Integer) length + 1)
                + " or more");
      }
    }
  }

  /** A generated split must have so many trajectories; a file's are counted when it is read. */
  void tests(
      long tests, Section evaluation, Map<Axis<?>, List<?>> axes, ReferencesReader references) {
    for (Object name : axes.getOrDefault(Axis.SYSTEM, List.of())) {
      PhysicalSystem system = PhysicalSystems.named((String) name);
      for (Split split : Split.tests()) {
        int available = system.availableTrajectories(split);
        if (tests > available && !references.gives(system.name(), split)) {
          problems.at(
              evaluation.line(SweepKeys.TESTS.key()),
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
  void trainingSize(
      TrainingBudget training,
      Section section,
      Map<Axis<?>, List<?>> axes,
      ReferencesReader references) {
    size(
        Split.TRAIN,
        new Amount("trajectories", training.trajectories(), "frames", training.frames()),
        section.line(SweepKeys.FRAMES.key()),
        axes,
        references);
  }

  /** The same of the test sets. */
  void testSize(
      Evaluation evaluation,
      Section section,
      Map<Axis<?>, List<?>> axes,
      ReferencesReader references) {
    int frames = evaluation.rolloutFrames() + 1;
    for (Split split : Split.tests()) {
      size(
          split,
          new Amount("tests", evaluation.tests(), "rollout-frames + 1", frames),
          section.line(SweepKeys.ROLLOUT_FRAMES.key()),
          axes,
          references);
    }
  }

  private record Amount(String countKey, int count, String framesKey, int frames) {}

  private void size(
      Split split,
      Amount amount,
      int line,
      Map<Axis<?>, List<?>> axes,
      ReferencesReader references) {
    for (Object name : axes.getOrDefault(Axis.SYSTEM, List.of())) {
      PhysicalSystem system = PhysicalSystems.named((String) name);
      int count = Math.min(amount.count(), system.availableTrajectories(split));
      long values = (long) count * amount.frames() * system.shape().size();
      if (values > Integer.MAX_VALUE && !references.gives(system.name(), split)) {
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

  private void checkWarmUp(Combination point) {
    Optional<Integer> warmUp = point.value(Axis.WARM_UP);
    Optional<Integer> length = point.value(Axis.UNROLL_LENGTH);
    if (warmUp.isPresent() && length.isPresent() && warmUp.get() >= length.get()) {
      problems.at(
          top.line(Axis.WARM_UP.key()),
          "warm-up ("
              + warmUp.get()
              + ") must be below unroll-length ("
              + length.get()
              + "), or no frame carries loss; lower it or exclude the combination");
    }
  }

  /** Nothing is asked of a solver's adjoint where no link carries gradients through it. */
  private void checkAdjoint(Combination point) {
    Optional<String> system = point.value(Axis.SYSTEM);
    Optional<String> scheme = point.value(Axis.SCHEME);
    if (system.isPresent()
        && scheme.isPresent()
        && linksThroughSolver(point)
        && !PhysicalSystems.named(system.get()).differentiable(scheme.get())) {
      problems.at(
          top.line(Axis.MODALITY.key()),
          "modality (wig) needs the adjoint of scheme ("
              + scheme.get()
              + ") of system ("
              + system.get()
              + "), which it does not have; use one or nog, exclude the combination, or offer a"
              + " vjp");
    }
  }

  private static boolean linksThroughSolver(Combination point) {
    Optional<Integer> length = point.value(Axis.UNROLL_LENGTH);
    Optional<Integer> warmUp = point.value(Axis.WARM_UP);
    Optional<Integer> truncation = point.value(Axis.TRUNCATION);
    return point.value(Axis.TASK).filter(Task::usesSolver).isPresent()
        && point.value(Axis.MODALITY).equals(Optional.of(Modality.WIG))
        && length.isPresent()
        && warmUp.isPresent()
        && warmUp.get() < length.get()
        && truncation.isPresent()
        && Unrolling.of(Modality.WIG, length.get(), warmUp.get(), truncation.get()).hasLinks();
  }
}
