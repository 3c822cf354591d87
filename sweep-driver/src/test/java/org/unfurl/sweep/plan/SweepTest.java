package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.unfurl.sim.random.Seed;

/** The values that a sweep is made of refuse what makes no sense. */
final class SweepTest {

  private static final Sweep SWEEP = SweepFiles.valid(SweepFiles.MINIMAL);

  private static void assertRefused(String message, Executable constructor) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, constructor).getMessage());
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
                SWEEP.evaluation(),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void axesHaveDistinctValuesInTheirRange() {
    assertRefused(
        "seed (empty) must have at least one value", () -> Axis.of(TrialSettings.SEED, List.of()));
    assertRefused(
        "seed ([{seed=1}, {seed=1}]) must not repeat a value",
        () -> Axis.of(TrialSettings.SEED, List.of(1L, 1L)));
    assertRefused(
        "seed (-1) must be at least 0, such as 0", () -> Axis.of(TrialSettings.SEED, List.of(-1L)));
  }

  @Test
  void exclusionsNameSomething() {
    assertRefused(
        "exclude ({}) must name at least one setting, each with at least one value",
        () -> new Exclusion(Map.of()));
    assertRefused(
        "exclude ({seed=[]}) must name at least one setting, each with at least one value",
        () -> new Exclusion(Map.of(TrialSettings.SEED, List.of())));
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
        "frames (3) must exceed unroll-length (3)",
        () ->
            new TrialConfig.Trained(
                new Seed(0),
                trained.evaluation(),
                trained.values().with(TrialSettings.FRAMES, 3),
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
