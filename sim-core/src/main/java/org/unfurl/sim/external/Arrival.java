package org.unfurl.sim.external;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How much of an answer has arrived, and what its absence suggests. Filled by the thread that
 * reads, asked by the one that has waited long enough.
 */
final class Arrival {

  private static final int KEPT_BYTES = 80;

  /** So many letters in a row are hardly the bytes of a number. */
  private static final int TEXT_BYTES = 4;

  private static final String FLUSH =
      "does it flush its output after every answer? If it only needs longer, raise its time limit";

  private final byte[] line = new byte[KEPT_BYTES];
  private int lineBytes;
  private boolean lineEnded;
  private final byte[] values = new byte[KEPT_BYTES];
  private long valueBytes;
  private long wantedBytes;

  /** Another answer is waited for. */
  synchronized void begin() {
    lineBytes = 0;
    lineEnded = false;
    valueBytes = 0;
    wantedBytes = 0;
  }

  synchronized void lineByte(int value) {
    if (lineBytes < KEPT_BYTES) {
      line[lineBytes] = (byte) value;
    }
    lineBytes++;
  }

  /** The line is whole, and so many bytes must follow. */
  synchronized void lineEnded(long bytesToCome) {
    lineEnded = true;
    wantedBytes = bytesToCome;
  }

  synchronized void valueBytes(byte[] bytes, int offset, int length) {
    if (valueBytes < KEPT_BYTES) {
      int kept = (int) Math.min(length, KEPT_BYTES - valueBytes);
      System.arraycopy(bytes, offset, values, (int) valueBytes, kept);
    }
    valueBytes += length;
  }

  /** What there is of the answer, and what that suggests. */
  synchronized String shortfall() {
    if (!lineEnded && lineBytes == 0) {
      return "nothing arrived; " + FLUSH;
    }
    if (!lineEnded) {
      return "only ("
          + shownLine()
          + ") arrived, which is no whole line; print messages to standard error, end an answer's"
          + " line with \\n, and flush";
    }
    return "it answered " + valueBytes + " of " + wantedBytes + " bytes; " + valuesSuggest();
  }

  /** The same of an output that has ended. */
  synchronized String end() {
    if (!lineEnded) {
      return lineBytes == 0 ? "" : "its output ended after (" + shownLine() + ")";
    }
    String end =
        "its output ended after "
            + valueBytes / Double.BYTES
            + " of "
            + wantedBytes / Double.BYTES
            + " values, "
            + valueBytes
            + " of "
            + wantedBytes
            + " bytes";
    String why = valuesSuggest();
    return why.equals(FLUSH) ? end : end + "; " + why;
  }

  private String valuesSuggest() {
    String text = valuesAsText();
    if (!text.isEmpty()) {
      return text;
    }
    return 2 * valueBytes == wantedBytes ? "does it answer float32? float64 is needed" : FLUSH;
  }

  /** A sentence on values that begin as text; empty if they do not. */
  synchronized String valuesAsText() {
    String text = text(values, (int) Math.min(valueBytes, KEPT_BYTES));
    return text.isEmpty()
        ? ""
        : "its values begin as text (" + text + "); print messages to standard error";
  }

  private String shownLine() {
    byte[] kept = Arrays.copyOf(line, Math.min(lineBytes, KEPT_BYTES));
    return Pipes.shown(new String(kept, StandardCharsets.ISO_8859_1));
  }

  /** The text that bytes begin with; empty if they begin with none. */
  static String text(byte[] bytes, int length) {
    int end = 0;
    while (end < length && bytes[end] >= ' ' && bytes[end] <= '~') {
      end++;
    }
    boolean whole = end == length || bytes[end] == '\n' || bytes[end] == '\r';
    return end >= TEXT_BYTES && (whole || end >= Double.BYTES)
        ? new String(bytes, 0, end, StandardCharsets.ISO_8859_1)
        : "";
  }
}
