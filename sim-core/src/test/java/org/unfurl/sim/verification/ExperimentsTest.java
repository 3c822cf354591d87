package org.unfurl.sim.verification;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@code ./unfurl verify}. */
class ExperimentsTest {

  static Stream<Experiment> shortOnes() {
    return Experiments.all().stream()
        .filter(experiment -> experiment.extent() == Experiment.Extent.SHORT);
  }

  @ParameterizedTest
  @MethodSource("shortOnes")
  void everyShortExperimentFindsWhatIsExpected(Experiment experiment) {
    List<Finding> findings = experiment.procedure().get();
    assertFalse(findings.isEmpty(), experiment.title());
    for (Finding finding : findings) {
      assertTrue(finding.holds(), finding::toString);
    }
  }

  @Test
  void aFindingThatIsNotANumberDoesNotHold() {
    assertFalse(Finding.atMost(1, "error", Double.NaN, "ours").holds());
    assertFalse(Finding.atLeast(1, "order", Double.POSITIVE_INFINITY, "ours").holds());
    assertTrue(Finding.between(1, 2, "order", 2, "ours").holds());
  }
}
