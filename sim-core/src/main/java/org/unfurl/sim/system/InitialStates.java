package org.unfurl.sim.system;

import java.util.SplittableRandom;
import org.unfurl.sim.random.Seed;

/** How the built-in systems draw initial states at random. */
final class InitialStates {

  private InitialStates() {}

  /** Numbers of their own for every system, parameter and split, whatever else is drawn. */
  static SplittableRandom generator(
      PhysicalSystem system, Split split, double parameter, Seed seed) {
    return seed.derive("initial-states/" + system.name() + "/" + split.word() + "/" + parameter)
        .generator();
  }
}
