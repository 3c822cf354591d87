package org.unfurl.sim.reference;

import java.io.Serializable;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;

/**
 * Everything that decides the numbers of one reference data set.
 *
 * @param system name of the physical system
 * @param parameter its parameter
 * @param split decides the initial states and the warm-up
 * @param trajectories how many
 * @param frames recorded frames of each trajectory, the first included
 * @param seed of the random initial states
 */
public record ReferenceSpec(
    String system, double parameter, Split split, int trajectories, int frames, Seed seed)
    implements Serializable {

  /**
   * The content address: SHA-256 (first 32 hexadecimal digits) over every component and the version
   * of the generator. Equal specs have equal keys on every machine.
   */
  public String key() {
    throw new UnsupportedOperationException("skeleton");
  }
}
