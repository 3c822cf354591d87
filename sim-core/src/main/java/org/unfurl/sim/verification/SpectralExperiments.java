package org.unfurl.sim.verification;

import java.util.List;
import java.util.stream.Stream;

/** The spectral family: orders in time and known solutions. */
final class SpectralExperiments {

  private SpectralExperiments() {}

  static List<Experiment> all() {
    return Stream.of(SpectralOrders.all(), SpectralSolutions.all()).flatMap(List::stream).toList();
  }
}
