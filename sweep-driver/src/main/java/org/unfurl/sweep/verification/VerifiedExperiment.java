package org.unfurl.sweep.verification;

import java.util.List;
import org.unfurl.sim.verification.Experiment;
import org.unfurl.sim.verification.Finding;

/**
 * An experiment that was run, and what it found.
 *
 * @param experiment what was run
 * @param findings at least one; an experiment that threw, or found nothing, has one that does not
 *     hold and says so as its source
 * @param seconds it took
 */
public record VerifiedExperiment(Experiment experiment, List<Finding> findings, double seconds) {

  /** Runs it on this thread. */
  static VerifiedExperiment of(Experiment experiment) {
    long start = System.nanoTime();
    List<Finding> findings = findings(experiment);
    return new VerifiedExperiment(experiment, findings, (System.nanoTime() - start) * 1e-9);
  }

  private static List<Finding> findings(Experiment experiment) {
    try {
      List<Finding> findings = experiment.procedure().get();
      return findings.isEmpty()
          ? List.of(withoutFinding(experiment, "the experiment found nothing"))
          : List.copyOf(findings);
    } catch (RuntimeException | Error e) { // also of a solver's assertion, stack or memory
      String text = e.toString().lines().findFirst().orElse("");
      return List.of(withoutFinding(experiment, "the experiment failed: " + text));
    }
  }

  private static Finding withoutFinding(Experiment experiment, String why) {
    return new Finding(
        experiment.title(), Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, why);
  }

  /** How many of the findings hold. */
  public long held() {
    return findings.stream().filter(Finding::holds).count();
  }
}
