package org.unfurl.sweep.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bytes of a sweep file as text, or what they are instead. */
final class SweepEncoding {

  /** How files begin that people name by mistake, byte for byte. */
  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  static {
    OTHERS.put("PAR1", "it is a Parquet table; name a sweep file");
    OTHERS.put(
        "\u0093NUMPY", "it is a NumPy array (.npy); name it under references in a sweep file");
    OTHERS.put("PK\u0003\u0004", "it is a ZIP archive (.zip, .npz, .jar); name a sweep file");
    OTHERS.put("\u001f\u008b", "it is compressed by gzip; unpack it with gunzip");
    OTHERS.put("\u00ff\u00fe\u0000\u0000", notUtf8("UTF-32"));
    OTHERS.put("\u0000\u0000\u00fe\u00ff", notUtf8("UTF-32"));
    OTHERS.put("\u00ff\u00fe", notUtf8("UTF-16"));
    OTHERS.put("\u00fe\u00ff", notUtf8("UTF-16"));
  }

  private SweepEncoding() {}

  /**
   * The text.
   *
   * @throws IOException if it is none in UTF-8; the message says what it is instead
   */
  static String text(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      throw new IOException("it is empty; begin it with sweep: my-sweep");
    }
    String beginning = new String(bytes, 0, Math.min(bytes.length, 8), StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (beginning.startsWith(other.getKey())) {
        throw new IOException(other.getValue());
      }
    }
    if (beginning.matches("(?s)([^\0]\0){2,4}.?")) {
      throw new IOException(notUtf8("UTF-16LE"));
    }
    if (beginning.matches("(?s)(\0[^\0]){2,4}.?")) {
      throw new IOException(notUtf8("UTF-16BE"));
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new IOException(
            "it is binary, not text: byte " + (i + 1) + " is zero; name a sweep file");
      }
    }
    return decode(bytes);
  }

  private static String notUtf8(String encoding) {
    return "it is text in "
        + encoding
        + ", which must be UTF-8; save it so, or convert it: iconv -f "
        + encoding
        + " -t UTF-8";
  }

  private static String decode(byte[] bytes) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, text, true);
    text.flip();
    if (result.isError()) {
      throw new IOException(
          "it is not text in UTF-8: byte "
              + (in.position() + 1)
              + ", on line "
              + (1 + text.chars().filter(c -> c == '\n').count())
              + ", is of another encoding; save it as UTF-8");
    }
    return text.toString();
  }
}
