package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's .npy format, version 1.0, little-endian float64, shape (trajectory, frame, state): {@code
 * numpy.load(path)} reads it.
 *
 * <p>Source: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays".
 */
public final class NpyFormat {

  /** The magic string and version 1.0. */
  private static final byte[] PREFIX = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** Prefix, two bytes of header length, and header together are a multiple of this. */
  private static final int ALIGNMENT = 64;

  private static final int CHUNK = 8192;

  private static final Pattern DTYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
  private static final Pattern THREE_AXES =
      Pattern.compile("\\s*([0-9]{1,10})\\s*,\\s*([0-9]{1,10})\\s*,\\s*([0-9]{1,10})\\s*,?\\s*");

  private NpyFormat() {}

  /** Writes header and values; does not close the stream. */
  public static void write(Trajectories trajectories, OutputStream out) throws IOException {
    String description =
        "{'descr': '<f8', 'fortran_order': False, 'shape': ("
            + trajectories.count()
            + ", "
            + trajectories.frames()
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

    double[] values = trajectories.values();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < values.length; start += CHUNK) {
      int length = Math.min(CHUNK, values.length - start);
      buffer.clear().asDoubleBuffer().put(values, start, length);
      out.write(buffer.array(), 0, length * Double.BYTES);
    }
  }

  /**
   * Reads what {@link #write} wrote; does not close the stream.
   *
   * @throws IOException if the bytes are no .npy file of little-endian float64 with three axes, or
   *     end early
   */
  public static Trajectories read(InputStream in) throws IOException {
    byte[] prefix = readExactly(in, PREFIX.length + 2, "the prefix");
    if (!Arrays.equals(prefix, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
      throw new IOException("not a .npy file of version 1.0: the first bytes differ");
    }
    int headerLength =
        Byte.toUnsignedInt(prefix[PREFIX.length])
            | Byte.toUnsignedInt(prefix[PREFIX.length + 1]) << 8;
    String header =
        new String(readExactly(in, headerLength, "the header"), StandardCharsets.ISO_8859_1);
    requireField(header, DTYPE, "<f8", "dtype");
    requireField(header, ORDER, "False", "fortran_order");
    Matcher axes = THREE_AXES.matcher(field(header, SHAPE, "shape"));
    if (!axes.matches()) {
      throw new IOException(
          "shape ("
              + field(header, SHAPE, "shape")
              + ") must have three axes: trajectory, frame, state");
    }
    return readValues(
        in,
        Long.parseLong(axes.group(1)),
        Long.parseLong(axes.group(2)),
        Long.parseLong(axes.group(3)));
  }

  private static Trajectories readValues(InputStream in, long count, long frames, long stateSize)
      throws IOException {
    // Each axis is below 10^10, so only the product of the first two is safe in a long.
    long states = count * frames;
    if (count < 1
        || frames < 1
        || stateSize < 1
        || states > Integer.MAX_VALUE
        || states * stateSize > Integer.MAX_VALUE) {
      throw new IOException(
          "shape ("
              + count
              + ", "
              + frames
              + ", "
              + stateSize
              + ") must have positive axes and fewer than 2^31 values");
    }
    double[] values = new double[(int) (states * stateSize)];
    for (int start = 0; start < values.length; start += CHUNK) {
      int length = Math.min(CHUNK, values.length - start);
      byte[] bytes = readExactly(in, length * Double.BYTES, "the values");
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asDoubleBuffer()
          .get(values, start, length);
    }
    return new Trajectories((int) count, (int) frames, (int) stateSize, values);
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

  private static void requireField(String header, Pattern pattern, String expected, String name)
      throws IOException {
    String found = field(header, pattern, name);
    if (!found.equals(expected)) {
      throw new IOException(name + " (" + found + ") must be " + expected);
    }
  }
}
