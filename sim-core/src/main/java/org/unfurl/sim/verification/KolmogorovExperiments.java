package org.unfurl.sim.verification;

import java.util.List;

/** The staggered PISO solver and the Kolmogorov flow. */
final class KolmogorovExperiments {

  private KolmogorovExperiments() {}

  static List<Experiment> all() {
    return List.of();
  }
}
