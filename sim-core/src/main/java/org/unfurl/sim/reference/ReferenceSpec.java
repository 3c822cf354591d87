package org.unfurl.sim.reference;

import java.io.Serializable;
import java.util.HexFormat;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.system.Split;

/**
 * Everything that decides the numbers of one reference data set.
 *
 * @param system name of the physical system
 * @param parameter its parameter
 * @param split decides the initial states and the warm-up
 * @param trajectories how many, at least 1
 * @param frames recorded frames of each trajectory, the first included, at least 1
 * @param seed of the random initial states; without meaning for recorded data
 * @param recorded empty for data that are generated; otherwise the data are somebody else's, and
 *     this is what {@link RecordedArray#copy} says of them
 */
public record ReferenceSpec(
    String system,
    double parameter,
    Split split,
    int trajectories,
    int frames,
    Seed seed,
    String recorded)
    implements Serializable {

  /** Data that are generated. */
  public ReferenceSpec(
      String system, double parameter, Split split, int trajectories, int frames, Seed seed) {
    this(system, parameter, split, trajectories, frames, seed, "");
  }

  /** Checks the numbers; whether the system exists is seen when the data are generated. */
  public ReferenceSpec {
    if (!Double.isFinite(parameter)) {
      throw new IllegalArgumentException("parameter (" + parameter + ") must be finite");
    }
    if (trajectories < 1) {
      throw new IllegalArgumentException("trajectories (" + trajectories + ") must be at least 1");
    }
    if (frames < 1) {
      throw new IllegalArgumentException("frames (" + frames + ") must be at least 1");
    }
  }

  /** Whether the data are somebody else's, not generated. */
  public boolean isRecorded() {
    return !recorded.isEmpty();
  }

  /**
   * The content address: SHA-256 (first 32 hexadecimal digits) over every component and, of data
   * that are generated, the version of the generator. Equal specs have equal keys on every machine.
   */
  public String key() {
    // Hexadecimal, because the decimal text of a double differs between Java versions.
    String canonical =
        (isRecorded() ? "recorded=" + recorded : "generator=" + ReferenceGenerator.VERSION)
            + "\nsystem="
            + system
            + "\nparameter="
            + Double.toHexString(parameter)
            + "\nsplit="
            + split.word()
            + "\ntrajectories="
            + trajectories
            + "\nframes="
            + frames
            + "\nseed="
            + seed.value()
            + "\n";
    return HexFormat.of().formatHex(Sha256.of(canonical), 0, 16);
  }
}
