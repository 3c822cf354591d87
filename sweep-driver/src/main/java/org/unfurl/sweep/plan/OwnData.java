package org.unfurl.sweep.plan;

import org.unfurl.sim.reference.Excerpt;
import org.unfurl.sim.reference.ReferenceSpec;

/**
 * A data set of the sweep's author, in place of a generated one.
 *
 * @param spec what is used of it, and its checksum
 * @param file absolute path on the machine that plans the sweep
 * @param array which of the arrays of a .npz file; empty for a .npy file
 * @param frameTime physical time between two frames of the file, in the system's time unit
 * @param every every so many-th frame of the file is used
 */
public record OwnData(ReferenceSpec spec, String file, String array, double frameTime, int every) {

  /** Checks that the data are not to be generated. */
  public OwnData {
    if (!spec.isRecorded()) {
      throw new IllegalArgumentException("spec (" + spec + ") must have the checksum of its data");
    }
  }

  /** Which part of the file's array is used. */
  public Excerpt excerpt() {
    return new Excerpt(spec.trajectories(), every, spec.frames());
  }

  /** Where the data come from, for people: the file and, after a colon, the array. */
  public String source() {
    return array.isEmpty() ? file : file + ":" + array;
  }
}
