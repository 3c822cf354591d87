package org.unfurl.sim.verification;

import java.util.List;

/** The flow past a cylinder against published figures. */
final class WakeExperiments {

  private WakeExperiments() {}

  static List<Experiment> all() {
    return List.of();
  }
}
