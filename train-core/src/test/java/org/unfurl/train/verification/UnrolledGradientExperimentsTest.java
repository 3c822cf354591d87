package org.unfurl.train.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.verification.Experiment;
import org.unfurl.sim.verification.Finding;

class UnrolledGradientExperimentsTest {

  static Stream<Experiment> shortOnes() {
    return UnrolledGradientExperiments.all().stream()
        .filter(experiment -> experiment.extent() == Experiment.Extent.SHORT);
  }

  @ParameterizedTest
  @MethodSource("shortOnes")
  void theGradientIsThatOfTheLoss(Experiment experiment) {
    List<Finding> findings = experiment.procedure().get();
    assertFalse(findings.isEmpty(), experiment.title());
    for (Finding finding : findings) {
      assertTrue(finding.holds(), finding::toString);
    }
  }

  @Test
  void ofTwoPresetsTheSmallOneIsTaken() {
    List<String> subjects =
        UnrolledGradientExperiments.all().stream().map(one -> one.subject().name()).toList();
    assertEquals(2, subjects.stream().filter("kolmogorov-quick"::equals).count());
    assertEquals(2, subjects.stream().filter("wake-quick"::equals).count());
    assertFalse(subjects.contains("kolmogorov"));
    assertFalse(subjects.contains("wake"));
    assertTrue(subjects.contains("kuramoto-sivashinsky"));
  }
}
