package org.unfurl.sim.verification;

import java.util.List;

/** Random states, extreme parameters, values that are not finite. */
final class RobustnessExperiments {

  private RobustnessExperiments() {}

  static List<Experiment> all() {
    return List.of();
  }
}
