package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unfurl.sim.grid.StateShape;

/**
 * NumPy's .npy format, version 1.0. Ours are little-endian float64 of shape (trajectory, frame,
 * state): {@code numpy.load(path)} reads them. Those of others may be float32 and have their states
 * spread over several axes.
 *
 * <p>Source: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays".
 */
public final class NpyFormat {

  /** The magic string and version 1.0. */
  private static final byte[] PREFIX = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** Prefix, two bytes of header length, and header together are a multiple of this. */
  private static final int ALIGNMENT = 64;

  private static final String FLOAT64 = "<f8";
  private static final String FLOAT32 = "<f4";
  private static final int CHUNK = 8192;

  private static final Pattern DTYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

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
    String description =
        "{'descr': '<f8', 'fortran_order': False, 'shape': ("
            + trajectories.count()
            + ", "
            + (to - from)
            + ", "
            + trajectories.stateSize()
            + "), }";
    int unpadded = PREFIX.length + 2 + description.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    byte[] header = (description + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    out.write(PREFIX);
    out.write(header.length & 0xff);
    out.write(header.length >>> 8);
    out.write(header);

    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int trajectory = 0; trajectory < trajectories.count(); trajectory++) {
      int first = trajectories.offset(trajectory, from);
      int values = (to - from) * trajectories.stateSize();
      for (int start = 0; start < values; start += CHUNK) {
        int length = Math.min(CHUNK, values - start);
        buffer.clear().asDoubleBuffer().put(trajectories.values(), first + start, length);
        out.write(buffer.array(), 0, length * Double.BYTES);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote; does not close the stream.
   *
   * @throws IOException if the bytes are no .npy file of little-endian float64 with three axes, or
   *     end early
   */
  public static Trajectories read(InputStream in) throws IOException {
    Header header = Header.read(in);
    if (!header.type().equals(FLOAT64)) {
      throw new IOException("dtype (" + header.type() + ") must be " + FLOAT64);
    }
    List<Integer> shape = header.shape();
    if (shape.size() != 3) {
      throw new IOException(
          "shape (" + header.shapeText() + ") must have three axes: trajectory, frame, state");
    }
    return new Trajectories(shape.get(0), shape.get(1), shape.get(2), readValues(in, header));
  }

  /**
   * Reads trajectories that somebody else computed: little-endian float32 or float64, of shape
   * (trajectory, frame, state), (trajectory, frame, channel, x) on a line, or (trajectory, frame,
   * channel, y, x). Does not close the stream.
   *
   * @param states what the last axes must be
   * @throws IOException if the bytes are no such file, end early, or hold states of another shape
   */
  public static Trajectories readTrajectories(InputStream in, StateShape states)
      throws IOException {
    Header header = Header.read(in);
    List<Integer> shape = header.shape();
    List<List<Integer>> accepted = new ArrayList<>();
    accepted.add(List.of(states.size()));
    if (!states.isPlane()) {
      accepted.add(List.of(states.channels(), states.columns()));
    }
    accepted.add(List.of(states.channels(), states.rows(), states.columns()));
    if (shape.size() < 3 || !accepted.contains(shape.subList(2, shape.size()))) {
      throw new IOException(
          "shape ("
              + header.shapeText()
              + ") must be (trajectory, frame, ...) with the last axes one of "
              + accepted
              + "; transpose the array");
    }
    return new Trajectories(shape.get(0), shape.get(1), states.size(), readValues(in, header));
  }

  /**
   * Reads a list of states: little-endian float32 or float64, of shape (state, value). Does not
   * close the stream.
   *
   * @param stateSize what the second axis must be
   * @return (state, stateSize)
   * @throws IOException if the bytes are no such file or end early
   */
  public static double[] readStates(InputStream in, int stateSize) throws IOException {
    Header header = Header.read(in);
    List<Integer> shape = header.shape();
    if (shape.size() != 2 || shape.get(1) != stateSize) {
      throw new IOException(
          "shape ("
              + header.shapeText()
              + ") must be (n, "
              + stateSize
              + "), one row per state; reshape the array");
    }
    return readValues(in, header);
  }

  /**
   * What a file says of its values.
   *
   * @param type one of the two that are read
   * @param shape positive axes whose product is below 2^31
   * @param shapeText as written
   */
  private record Header(String type, List<Integer> shape, String shapeText) {

    static Header read(InputStream in) throws IOException {
      byte[] prefix = readExactly(in, PREFIX.length + 2, "the prefix");
      if (!Arrays.equals(prefix, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
        throw new IOException("not a .npy file of version 1.0: the first bytes differ");
      }
      int length =
          Byte.toUnsignedInt(prefix[PREFIX.length])
              | Byte.toUnsignedInt(prefix[PREFIX.length + 1]) << 8;
      String header =
          new String(readExactly(in, length, "the header"), StandardCharsets.ISO_8859_1);
      String type = field(header, DTYPE, "dtype");
      if (!type.equals(FLOAT64) && !type.equals(FLOAT32)) {
        throw new IOException(
            "dtype ("
                + type
                + ") must be "
                + FLOAT64
                + ", or "
                + FLOAT32
                + " where it is data of others; convert the array");
      }
      String order = field(header, ORDER, "fortran_order");
      if (!order.equals("False")) {
        throw new IOException(
            "fortran_order (" + order + ") must be False; apply numpy.ascontiguousarray");
      }
      String written = field(header, SHAPE, "shape");
      return new Header(type, axes(written), written);
    }

    private static List<Integer> axes(String written) throws IOException {
      List<Integer> axes = new ArrayList<>();
      long values = 1;
      for (String axis : written.strip().split("\\s*,\\s*")) {
        // Ten digits at most, and the product so far is below 2^31: it stays a long.
        if (!axis.matches("[0-9]{1,9}|[12][0-9]{9}")) {
          throw notPositive(written);
        }
        values *= Long.parseLong(axis);
        if (values < 1 || values > Integer.MAX_VALUE) {
          throw notPositive(written);
        }
        axes.add(Integer.parseInt(axis));
      }
      return List.copyOf(axes);
    }

    private static IOException notPositive(String written) {
      return new IOException(
          "shape (" + written + ") must have positive axes and fewer than 2^31 values");
    }

    int values() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  private static double[] readValues(InputStream in, Header header) throws IOException {
    boolean single = header.type().equals(FLOAT32);
    int bytesPerValue = single ? Float.BYTES : Double.BYTES;
    double[] values = new double[header.values()];
    for (int start = 0; start < values.length; start += CHUNK) {
      int length = Math.min(CHUNK, values.length - start);
      ByteBuffer bytes =
          ByteBuffer.wrap(readExactly(in, length * bytesPerValue, "the values"))
              .order(ByteOrder.LITTLE_ENDIAN);
      if (single) {
        for (int i = 0; i < length; i++) {
          values[start + i] = bytes.getFloat();
        }
      } else {
        bytes.asDoubleBuffer().get(values, start, length);
      }
    }
    return values;
  }

  private static byte[] readExactly(InputStream in, int length, String what) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException(
          "truncated .npy file: it ends " + (length - bytes.length) + " bytes early, in " + what);
    }
    return bytes;
  }

  private static String field(String header, Pattern pattern, String name) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException("the .npy header lacks a readable " + name + ": " + header.strip());
    }
    return matcher.group(1);
  }
}
