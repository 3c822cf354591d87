package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;

/** What every system of the registry owes to those who use it by name. */
class PhysicalSystemsTest {

  private static final Seed SEED = new Seed(1);

  /** Values times frames of a warm-up that a test still waits for: about a second. */
  private static final long MOST_WARM_UP = 2_000_000;

  static List<PhysicalSystem> systems() {
    return PhysicalSystems.all();
  }

  /** The others are expensive presets of a system whose cheap preset is here. */
  static List<PhysicalSystem> quicklyWarmSystems() {
    return systems().stream()
        .filter(system -> warmUp(system) * system.restriction().fineSize() <= MOST_WARM_UP)
        .toList();
  }

  private static long warmUp(PhysicalSystem system) {
    return Arrays.stream(Split.values()).mapToLong(system::warmUpFrames).max().orElseThrow();
  }

  @Test
  void namesAreUnique() {
    assertFalse(PhysicalSystems.names().isEmpty());
    assertEquals(PhysicalSystems.names().size(), new HashSet<>(PhysicalSystems.names()).size());
  }

  @Test
  void unknownNamesAreRefusedWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PhysicalSystems.named("kolmogorow"))
            .getMessage();
    assertTrue(message.startsWith("system (kolmogorow) must be one of "), message);
    assertTrue(message.contains("kuramoto-sivashinsky"), message);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void isFoundByItsKebabCaseName(PhysicalSystem system) {
    assertTrue(system.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), system.name());
    assertSame(system, PhysicalSystems.named(system.name()));
    assertFalse(system.parameterMeaning().isBlank());
  }

  @ParameterizedTest
  @MethodSource("systems")
  void noParameterIsInTwoSplits(PhysicalSystem system) {
    Set<Double> seen = new HashSet<>();
    for (Split split : Split.values()) {
      assertFalse(system.parameters(split).isEmpty(), split.word());
      for (double parameter : system.parameters(split)) {
        assertTrue(seen.add(parameter), parameter + " again in " + split.word());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void interpolationLiesInsideTheTrainingRangeAndExtrapolationOutside(PhysicalSystem system) {
    double low = system.parameters(Split.TRAIN).stream().min(Double::compare).orElseThrow();
    double high = system.parameters(Split.TRAIN).stream().max(Double::compare).orElseThrow();
    for (double parameter : system.parameters(Split.INTERPOLATION)) {
      assertTrue(low < parameter && parameter < high, "interpolation " + parameter);
    }
    for (double parameter : system.parameters(Split.EXTRAPOLATION)) {
      assertTrue(parameter < low || high < parameter, "extrapolation " + parameter);
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void everyPointOfAStateHasAPlaceOfItsOwn(PhysicalSystem system) {
    int points = system.shape().points();
    double[] coordinates = system.coordinates(system.parameters(Split.TRAIN).get(0));
    assertEquals(2 * points, coordinates.length);
    Set<List<Double>> places = new HashSet<>();
    for (int point = 0; point < points; point++) {
      assertTrue(places.add(List.of(coordinates[point], coordinates[points + point])));
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void everyStepperAdvancesEverySplitsStates(PhysicalSystem system) {
    for (Split split : Split.values()) {
      for (double parameter : system.parameters(split)) {
        int count = Math.min(3, system.availableTrajectories(split));
        double[] states = system.initialStates(split, parameter, count, SEED);
        assertEquals(count * system.restriction().fineSize(), states.length);
        assertAdvances(system.reference(parameter), states);
        double[] restricted = new double[count * system.shape().size()];
        system.restriction().apply(states, restricted);
        assertAdvances(system.residualStepper(parameter), restricted);
        for (String scheme : system.schemes()) {
          assertAdvances(system.solver(scheme, parameter), restricted);
        }
      }
    }
  }

  /** So a reference that was cut goes on, from a frame on disk, to the same bits. */
  @ParameterizedTest
  @MethodSource("systems")
  void aReferenceStepDependsOnTheStateAlone(PhysicalSystem system) {
    double parameter = system.parameters(Split.TRAIN).get(0);
    double[] start = system.initialStates(Split.TRAIN, parameter, 1, SEED);
    double[] first = new double[start.length];
    double[] second = new double[start.length];
    double[] again = new double[start.length];
    try (Stepper stepper = system.reference(parameter);
        Stepper fresh = system.reference(parameter)) {
      stepper.step(start, first);
      stepper.step(first, second);
      fresh.step(first, again);
      assertArrayEquals(second, again);
      stepper.step(start, again);
      assertArrayEquals(first, again);
    }
  }

  private static void assertAdvances(Stepper stepper, double[] states) {
    assertEquals(0, states.length % stepper.stateSize());
    double[] next = new double[states.length];
    stepper.step(states, next);
    assertTrue(Arrays.stream(next).allMatch(Double::isFinite));
    assertFalse(Arrays.equals(states, next));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void saysWhichSchemesAreDifferentiable(PhysicalSystem system) {
    for (String scheme : system.schemes()) {
      try (Stepper solver = system.solver(scheme, system.parameters(Split.TRAIN).get(0))) {
        assertEquals(
            solver instanceof DifferentiableStepper, system.differentiable(scheme), scheme);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void theGridsOfReferenceAndSolverMeetInTheRestriction(PhysicalSystem system) {
    double parameter = system.parameters(Split.TRAIN).get(0);
    assertEquals(system.restriction().fineSize(), system.reference(parameter).stateSize());
    assertEquals(system.restriction().coarseSize(), system.shape().size());
    assertEquals(system.shape().size(), system.residualStepper(parameter).stateSize());
    for (String scheme : system.schemes()) {
      assertEquals(system.shape().size(), system.solver(scheme, parameter).stateSize());
    }
  }

  @ParameterizedTest
  @MethodSource("quicklyWarmSystems")
  void theFirstRecordedFrameComesAfterTheWarmUp(PhysicalSystem system) {
    for (Split split : Split.values()) {
      ReferenceSpec spec =
          new ReferenceSpec(system.name(), system.parameters(split).get(0), split, 1, 2, SEED);
      assertTrue(system.warmUpFrames(split) >= 0);
      assertDoesNotThrow(() -> ReferenceGenerator.generate(spec));
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void numbersForNetworkAndMetricsAreInRange(PhysicalSystem system) {
    assertTrue(system.frameTime() > 0);
    assertTrue(system.correctionScale() > 0);
    int features = system.parameterFeatures(system.parameters(Split.TRAIN).get(0)).length;
    for (Split split : Split.values()) {
      for (double parameter : system.parameters(split)) {
        double[] values = system.parameterFeatures(parameter);
        assertEquals(features, values.length);
        // Of order one: what a freshly initialised network can take.
        assertTrue(Arrays.stream(values).allMatch(v -> Math.abs(v) < 10));
      }
    }
    assertTrue(Math.abs(system.thresholds().correlation()) < 1);
    assertTrue(system.thresholds().lowFrames() >= 1);
    assertTrue(system.thresholds().residual() > 0);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void unknownSchemesAreRefused(PhysicalSystem system) {
    assertFalse(system.schemes().isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> system.solver("no-such-scheme", system.parameters(Split.TRAIN).get(0)));
  }
}
