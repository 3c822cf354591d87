package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * NumPy's .npy format, version 1.0, little-endian float64, shape (trajectory, frame, state): {@code
 * numpy.load(path)} reads it.
 */
public final class NpyFormat {

  private NpyFormat() {}

  /** Writes header and values; does not close the stream. */
  public static void write(Trajectories trajectories, OutputStream out) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * Reads what {@link #write} wrote; does not close the stream.
   *
   * @throws IOException if the bytes are no .npy file of little-endian float64 with three axes, or
   *     end early
   */
  public static Trajectories read(InputStream in) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }
}
