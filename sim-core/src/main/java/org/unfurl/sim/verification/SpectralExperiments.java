package org.unfurl.sim.verification;

import java.util.List;

/** The spectral family: orders in time and known solutions. */
final class SpectralExperiments {

  private SpectralExperiments() {}

  static List<Experiment> all() {
    return List.of();
  }
}
