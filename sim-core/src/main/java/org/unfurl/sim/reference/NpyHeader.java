package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a .npy file of version 1, 2 or 3 says of its values.
 *
 * @param type as the file spells it, such as {@code <f8}; the whole list where it is one of fields
 * @param fortran whether the first index, not the last, varies fastest
 * @param shape positive axes whose product is below 2^31
 * @param shapeText as written
 * @param bytes of the file before the first value
 */
record NpyHeader(String type, boolean fortran, List<Integer> shape, String shapeText, long bytes) {

  /** What every .npy file begins with; the two bytes of its version follow. */
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final int VERSION_BYTES = 2;

  /** A header of three short fields needs a hundred bytes; more than this is no header. */
  private static final int LONGEST = 1 << 20;

  /** A dictionary as Python writes it. Python 2 marks long numbers by an L, and Unicode by a u. */
  private static final Pattern DTYPE =
      Pattern.compile(
          "['\"]descr['\"]\\s*:\\s*(?:u?['\"]([^'\"]*)['\"]"
              + "|([\\[(].*?[\\])])(?=\\s*,?\\s*(?:['\"](?:fortran_order|shape)['\"]|})))",
          Pattern.DOTALL);

  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9L,\\s]*)\\)");

  /**
   * Reads up to the first value.
   *
   * @throws IOException if the bytes are no .npy file, or end early
   */
  static NpyHeader read(InputStream in) throws IOException {
    byte[] prefix = readExactly(in, MAGIC.length + VERSION_BYTES, "the prefix");
    int version = prefix[MAGIC.length];
    if (!Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || version < 1
        || version > 3) {
      throw new IOException("not a .npy file of version 1, 2 or 3: the first bytes differ");
    }
    byte[] lengthBytes = readExactly(in, version == 1 ? 2 : 4, "the prefix");
    long length = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      length = length << 8 | Byte.toUnsignedLong(lengthBytes[i]);
    }
    if (length > LONGEST) {
      throw new IOException("not a .npy file: its header would have " + length + " bytes");
    }
    String header =
        new String(
            readExactly(in, (int) length, "the header"),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    Matcher type = find(header, DTYPE, "dtype");
    String written = find(header, SHAPE, "shape").group(1).replace("L", "");
    return new NpyHeader(
        type.group(1) == null ? type.group(2) : type.group(1),
        find(header, ORDER, "fortran_order").group(1).equals("True"),
        axes(written),
        written,
        prefix.length + lengthBytes.length + length);
  }

  static byte[] readExactly(InputStream in, int length, String what) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw endsEarly(length - bytes.length, what);
    }
    return bytes;
  }

  static IOException endsEarly(long missing, String what) {
    return new IOException("truncated .npy file: it ends " + missing + " bytes early, in " + what);
  }

  private static Matcher find(String header, Pattern pattern, String name) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException("the .npy header lacks a readable " + name + ": " + header.strip());
    }
    return matcher;
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
