package org.unfurl.sim.verification;

import java.util.List;

/** Dot products and Taylor remainders of every stepper and restriction. */
final class AdjointExperiments {

  private AdjointExperiments() {}

  static List<Experiment> all() {
    return List.of();
  }
}
