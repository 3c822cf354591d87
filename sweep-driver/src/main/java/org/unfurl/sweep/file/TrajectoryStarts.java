package org.unfurl.sweep.file;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.unfurl.sim.random.Sha256;

/**
 * Takes a .npy file of version 1 and shape (trajectory, frame, state) in float64, and keeps a
 * checksum of the first two frames of each trajectory. Trajectories of one equation that agree in
 * them to the last bit are the same: states alone may be, at different parameters.
 */
final class TrajectoryStarts extends OutputStream {

  private static final int FRAMES = 2;

  /** Where the length of the header stands, and where the header begins. */
  private static final int LENGTH_AT = 8;

  private static final int HEADER_AT = 10;

  private final long trajectoryBytes;
  private final long startBytes;
  private final MessageDigest digest = Sha256.start();
  private final List<String> checksums = new ArrayList<>();
  private long position;
  private long valuesAt = HEADER_AT;

  /**
   * Empty so far.
   *
   * @param frames of every trajectory, at least two
   * @param stateSize values in a state
   */
  TrajectoryStarts(int frames, int stateSize) {
    trajectoryBytes = (long) frames * stateSize * Double.BYTES;
    startBytes = (long) FRAMES * stateSize * Double.BYTES;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      at += position < valuesAt ? header(bytes[at]) : values(bytes, at, end - at);
    }
  }

  private int header(byte value) {
    if (position == LENGTH_AT) {
      valuesAt = HEADER_AT + Byte.toUnsignedLong(value);
    } else if (position == LENGTH_AT + 1) {
      valuesAt += Byte.toUnsignedLong(value) << Byte.SIZE;
    }
    position++;
    return 1;
  }

  private int values(byte[] bytes, int offset, int length) {
    long within = (position - valuesAt) % trajectoryBytes;
    boolean start = within < startBytes;
    int taken = (int) Math.min(length, (start ? startBytes : trajectoryBytes) - within);
    if (start) {
      digest.update(bytes, offset, taken);
      if (within + taken == startBytes) {
        checksums.add(HexFormat.of().formatHex(digest.digest()));
      }
    }
    position += taken;
    return taken;
  }

  /** One for each trajectory so far, in their order. */
  List<String> checksums() {
    return List.copyOf(checksums);
  }
}
