package org.unfurl.sweep.file;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.reference.FrameObserver;

/**
 * Keeps a checksum of the first two frames of each trajectory. Trajectories of one equation that
 * agree in them to the last bit are the same: states alone may be, at different parameters.
 */
final class TrajectoryStarts implements FrameObserver {

  private static final int FRAMES = 2;

  private final int stateSize;
  private final MessageDigest digest = Sha256.start();
  private final List<String> checksums = new ArrayList<>();

  /**
   * Empty so far.
   *
   * @param stateSize values in a state
   */
  TrajectoryStarts(int stateSize) {
    this.stateSize = stateSize;
  }

  @Override
  public void frame(int trajectory, int frame, double[] values, int offset) {
    if (frame >= FRAMES) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(stateSize * Double.BYTES);
    bytes.asDoubleBuffer().put(values, offset, stateSize);
    digest.update(bytes.array());
    if (frame == FRAMES - 1) {
      checksums.add(HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** One for each trajectory so far, in their order. */
  List<String> checksums() {
    return List.copyOf(checksums);
  }
}
