package org.unfurl.sim.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the real numbers of a .npy file are written.
 *
 * @param bytes of a number: 4 or 8
 * @param order of those bytes
 */
record NpyType(int bytes, ByteOrder order) {

  /** All that numpy.dtype takes for float32 and float64: a code with its byte order, or a name. */
  private static final Pattern SINGLE = Pattern.compile("([<>=|]?)f4?|float32|single");

  private static final Pattern DOUBLE = Pattern.compile("([<>=|]?)(?:f8|d)|float|float64|double");
  private static final Pattern COMPLEX =
      Pattern.compile("[<>=|]?(?:c\\d+|[FDG])|complex\\d*|c(?:single|double|longdouble)");
  private static final Pattern OBJECT = Pattern.compile("[<>=|]?O8?|object");
  private static final Pattern RAW = Pattern.compile("[<>=|]?V\\d*|void");
  private static final Pattern OTHER =
      Pattern.compile("[<>=|]?(?:[SUa]\\d*|[mM](?:8.*)?)|str|bytes|datetime64.*|timedelta64.*");

  /** The name of a field, the title before it left out. */
  private static final Pattern FIELD =
      Pattern.compile("\\(\\s*(?:\\(\\s*u?['\"][^'\"]*['\"]\\s*,\\s*)?u?['\"]([^'\"]+)['\"]");

  private static final String REAL = ") must be float32 or float64";

  /**
   * The type that a header names.
   *
   * @throws IOException if its values are not float32 or float64
   */
  static NpyType of(NpyHeader header) throws IOException {
    String type = header.type();
    Matcher single = SINGLE.matcher(type);
    Matcher twice = DOUBLE.matcher(type);
    if (single.matches()) {
      return new NpyType(Float.BYTES, order(single.group(1)));
    }
    if (twice.matches()) {
      return new NpyType(Double.BYTES, order(twice.group(1)));
    }
    throw refused(type);
  }

  /** Numbers without a mark are in the order of the machine that reads them. */
  private static ByteOrder order(String mark) {
    if ("<".equals(mark)) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    return ">".equals(mark) ? ByteOrder.BIG_ENDIAN : ByteOrder.nativeOrder();
  }

  private static IOException refused(String type) {
    if (type.startsWith("[") || type.startsWith("(")) {
      return structured(type);
    }
    String dtype = "dtype (" + type + REAL;
    if (COMPLEX.matcher(type).matches()) {
      return new IOException(
          dtype
              + ", since states are real; transform it back if it is in Fourier space, and save"
              + " array.real only if numpy.abs(array.imag).max() is 0 or rounding");
    }
    if (OBJECT.matcher(type).matches()) {
      return new IOException(
          "dtype (object"
              + REAL
              + ", not pickled Python objects; save"
              + " numpy.stack(list(array)).astype(\"float64\")");
    }
    if (RAW.matcher(type).matches()) {
      return new IOException(
          dtype
              + ", not raw bytes, which bfloat16 is saved as; save array.astype(\"float32\") where"
              + " the array was made");
    }
    if (OTHER.matcher(type).matches()) {
      return new IOException(dtype + ", the values of the fields; save the array that holds them");
    }
    return new IOException(dtype + "; save array.astype(\"float64\")");
  }

  private static IOException structured(String type) {
    List<String> fields = new ArrayList<>();
    if (type.startsWith("[")) {
      FIELD.matcher(type).results().forEach(field -> fields.add(field.group(1)));
    }
    if (fields.isEmpty()) {
      return new IOException(
          "dtype (" + type + REAL + "; save numpy.array(array.tolist(), dtype=\"float64\")");
    }
    String first = "array[\"" + fields.get(0) + "\"]";
    return new IOException(
        "dtype (structured: "
            + String.join(", ", fields)
            + REAL
            + "; save one field, "
            + first
            + ", or several as channels, numpy.stack(["
            + first
            + ", …], axis=2)");
  }

  /** Reads so many of the values. */
  void read(InputStream in, double[] values, int start, int count) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.wrap(NpyHeader.readExactly(in, count * bytes, "the values")).order(order);
    if (bytes == Double.BYTES) {
      buffer.asDoubleBuffer().get(values, start, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      values[start + i] = buffer.getFloat();
    }
  }
}
