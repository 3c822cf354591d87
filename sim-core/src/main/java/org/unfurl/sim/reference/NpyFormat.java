package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * NumPy's .npy format, version 1.0. Ours are little-endian float64 of shape (trajectory, frame,
 * state): {@code numpy.load(path)} reads them. {@link RecordedArray} reads trajectories of others.
 *
 * <p>Source: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays".
 */
public final class NpyFormat {

  /** The magic string and version 1.0. */
  private static final byte[] PREFIX = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** Prefix, two bytes of header length, and header together are a multiple of this. */
  private static final int ALIGNMENT = 64;

  private static final String FLOAT64 = "<f8";
  private static final int CHUNK = 8192;

  private NpyFormat() {}

  /** Writes header and values; does not close the stream. */
  public static void write(Trajectories trajectories, OutputStream out) throws IOException {
    write(trajectories, 0, trajectories.frames(), out);
  }

  /**
   * Writes some frames of every trajectory, as a file of their own; does not close the stream.
   *
   * @param from the first frame
   * @param to the frame after the last one
   */
  public static void write(Trajectories trajectories, int from, int to, OutputStream out)
      throws IOException {
    Objects.checkFromToIndex(from, to, trajectories.frames());
    writeHeader(List.of(trajectories.count(), to - from, trajectories.stateSize()), out);
    for (int trajectory = 0; trajectory < trajectories.count(); trajectory++) {
      int values = (to - from) * trajectories.stateSize();
      writeValues(trajectories.values(), trajectories.offset(trajectory, from), values, out);
    }
  }

  /**
   * Writes one array; does not close the stream.
   *
   * @param shape two axes or more, slowest first
   */
  public static void write(double[] values, List<Integer> shape, OutputStream out)
      throws IOException {
    if (values.length != shape.stream().reduce(1, Math::multiplyExact)) {
      throw new IllegalArgumentException(
          "shape (" + shape + ") must have as many values as the array, " + values.length);
    }
    writeHeader(shape, out);
    writeValues(values, 0, values.length, out);
  }

  /** Writes what stands before the values. */
  static void writeHeader(List<Integer> shape, OutputStream out) throws IOException {
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String description = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + axes + "), }";
    int unpadded = PREFIX.length + 2 + description.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    byte[] header = (description + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    out.write(PREFIX);
    out.write(header.length & 0xff);
    out.write(header.length >>> 8);
    out.write(header);
  }

  /** Writes some of the values. */
  static void writeValues(double[] values, int from, int count, OutputStream out)
      throws IOException {
    for (int done = 0; done < count; done += CHUNK) {
      int length = Math.min(CHUNK, count - done);
      ByteBuffer buffer = ByteBuffer.allocate(length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asDoubleBuffer().put(values, from + done, length);
      out.write(buffer.array());
    }
  }

  /**
   * Reads what {@link #write} wrote; does not close the stream.
   *
   * @throws IOException if the bytes are no .npy file of little-endian float64 with three axes, or
   *     end early
   */
  public static Trajectories read(InputStream in) throws IOException {
    NpyHeader header = NpyHeader.read(in);
    if (!header.type().equals(FLOAT64)) {
      throw new IOException("dtype (" + header.type() + ") must be " + FLOAT64);
    }
    requireRowMajor(header);
    List<Integer> shape = header.shape();
    if (shape.size() != 3) {
      throw new IOException(
          "shape (" + header.shapeText() + ") must have three axes: trajectory, frame, state");
    }
    double[] values = readValues(in, header, NpyType.of(header));
    return new Trajectories(shape.get(0), shape.get(1), shape.get(2), values);
  }

  /**
   * Reads a list of states: float32 or float64, of shape (state, value). Does not close the stream.
   *
   * @param stateSize what the second axis must be
   * @return (state, stateSize)
   * @throws IOException if the bytes are no such file or end early
   */
  public static double[] readStates(InputStream in, int stateSize) throws IOException {
    NpyHeader header = NpyHeader.read(in);
    NpyType type = NpyType.of(header);
    requireRowMajor(header);
    List<Integer> shape = header.shape();
    if (shape.size() != 2 || shape.get(1) != stateSize) {
      throw new IOException(
          "shape ("
              + header.shapeText()
              + ") must be (n, "
              + stateSize
              + "), one row per state; reshape the array");
    }
    return readValues(in, header, type);
  }

  private static void requireRowMajor(NpyHeader header) throws IOException {
    if (header.fortran()) {
      throw new IOException("fortran_order (True) must be False; apply numpy.ascontiguousarray");
    }
  }

  private static double[] readValues(InputStream in, NpyHeader header, NpyType type)
      throws IOException {
    double[] values = new double[header.values()];
    for (int start = 0; start < values.length; start += CHUNK) {
      type.read(in, values, start, Math.min(CHUNK, values.length - start));
    }
    return values;
  }
}
