package org.unfurl.sim.verification;

import java.util.List;

/** The compressible solver and the flow around an aerofoil. */
final class AerofoilExperiments {

  private AerofoilExperiments() {}

  static List<Experiment> all() {
    return GasExperiments.all();
  }
}
