package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.optimise.LearningRate;

/** The values that a sweep is made of refuse what makes no sense. */
final class SweepTest {

  private static final Sweep SWEEP = SweepFiles.valid(SweepFiles.MINIMAL);

  private static void assertRefused(String message, Executable constructor) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, constructor).getMessage());
  }

  private static Map<Axis<?>, List<?>> axes(Axis<?> axis, List<?> values) {
    Map<Axis<?>, List<?>> axes = new LinkedHashMap<>(SWEEP.axes().values());
    axes.put(axis, values);
    return axes;
  }

  @Test
  void aNameMustServeAsAFolder() {
    assertRefused(
        "sweep (reference-data) must be another name: that folder holds the reference data",
        () ->
            new Sweep(
                "reference-data",
                new Seed(0),
                SWEEP.axes(),
                SWEEP.training(),
                SWEEP.evaluation(),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void axesHaveDistinctValuesOfTheirType() {
    assertRefused(
        "seed (empty) must have at least one value", () -> new Axes(axes(Axis.SEED, List.of())));
    assertRefused(
        "seed ([1, 1]) must not repeat a value", () -> new Axes(axes(Axis.SEED, List.of(1L, 1L))));
    assertThrows(ClassCastException.class, () -> new Axes(axes(Axis.SEED, List.of("one"))));
  }

  @Test
  void exclusionsNameSomething() {
    assertRefused(
        "exclude ({}) must name at least one axis, each with at least one value",
        () -> new Exclusion(Map.of()));
    assertRefused(
        "exclude ({seed=[]}) must name at least one axis, each with at least one value",
        () -> new Exclusion(Map.of(Axis.SEED, List.of())));
  }

  @Test
  void budgetsArePositive() {
    LearningRate rate = SWEEP.training().learningRate();
    assertRefused(
        "updates (-1) must be at least 0", () -> new TrainingBudget(-1, 16, 6, 1250, rate));
    assertRefused(
        "batchSize (0) must be at least 1", () -> new TrainingBudget(100, 0, 6, 1250, rate));
    assertRefused("frames (1) must be at least 2", () -> new TrainingBudget(100, 16, 6, 1, rate));
  }

  @Test
  void evaluationsReachTheirHorizon() {
    assertRefused("tests (0) must be at least 1", () -> new Evaluation(0, 12, 200));
    assertRefused("errorHorizon (0) must be at least 1", () -> new Evaluation(10, 0, 200));
    assertRefused(
        "rolloutFrames (11) must be at least errorHorizon (12)", () -> new Evaluation(10, 12, 11));
  }

  @Test
  void aWindowFitsIntoATrajectory() {
    TrialConfig.Trained trained = (TrialConfig.Trained) Plan.of(SWEEP).trained().get(0).config();
    assertRefused(
        "trainingFrames (3) must exceed unrollLength (3)",
        () ->
            new TrialConfig.Trained(
                trained.system(),
                new Seed(0),
                trained.evaluation(),
                6,
                3,
                0,
                trained.training(),
                List.of()));
  }

  @Test
  void onlyTheSolverHasAScheme() {
    assertRefused(
        "scheme (etd1) must be given for the solver, and empty for persistence",
        () ->
            new TrialConfig.Bare(
                "kuramoto-sivashinsky",
                new Seed(0),
                SWEEP.evaluation(),
                Baseline.PERSISTENCE,
                "etd1",
                List.of()));
  }
}
