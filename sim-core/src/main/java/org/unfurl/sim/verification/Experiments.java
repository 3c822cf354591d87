package org.unfurl.sim.verification;

import java.util.List;
import java.util.stream.Stream;

/** All experiments on solvers and systems, in the order of the table. */
public final class Experiments {

  private Experiments() {}

  /** Every experiment, the short and the long. */
  public static List<Experiment> all() {
    return Stream.of(
            SpectralExperiments.all(),
            KolmogorovExperiments.all(),
            WakeExperiments.all(),
            AerofoilExperiments.all(),
            AdjointExperiments.all(),
            RobustnessExperiments.all())
        .flatMap(List::stream)
        .toList();
  }
}
