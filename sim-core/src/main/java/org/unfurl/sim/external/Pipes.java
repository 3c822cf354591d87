package org.unfurl.sim.external;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The pipes to and from a program, and what is written in them: lines, and values as little-endian
 * doubles. A thread may write while another one reads.
 */
final class Pipes {

  private static final int LONGEST_LINE = 2000;
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final int SHOWN = 80;
  private static final int CHUNK = 8192;

  private final InputStream answers;
  private final OutputStream requests;

  Pipes(Process process) {
    answers = new BufferedInputStream(process.getInputStream());
    requests = new BufferedOutputStream(process.getOutputStream(), CHUNK);
  }

  /** Writes a request and the values that follow it. */
  void write(String request, List<double[]> values) throws IOException {
    requests.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] array : values) {
      for (int start = 0; start < array.length; start += CHUNK) {
        int length = Math.min(CHUNK, array.length - start);
        buffer.clear().asDoubleBuffer().put(array, start, length);
        requests.write(buffer.array(), 0, length * Double.BYTES);
      }
    }
    requests.flush();
  }

  /** Asks the program to end, and writes no more. */
  void quit() throws IOException {
    requests.write("quit\n".getBytes(StandardCharsets.US_ASCII));
    requests.close();
  }

  /** Bytes that have arrived and were not read. */
  int available() throws IOException {
    return answers.available();
  }

  /**
   * Reads a line, without its end.
   *
   * @throws NoLineException if no line could be so long
   * @throws EOFException if the output ends before it
   */
  String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = answers.read();
    while (next != '\n') {
      if (next < 0) {
        throw line.size() == 0
            ? new EOFException()
            : new EOFException("its output ended after (" + shown(line.toString(LATIN)) + ")");
      }
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw new NoLineException("sent (" + shown(line.toString(LATIN)) + "), which is no line");
      }
      next = answers.read();
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Reads as many values as the array has. */
  void readValues(double[] result) throws IOException {
    for (int start = 0; start < result.length; start += CHUNK) {
      int length = Math.min(CHUNK, result.length - start);
      byte[] bytes = answers.readNBytes(length * Double.BYTES);
      if (bytes.length < length * Double.BYTES) {
        throw new EOFException(
            "its output ended after "
                + (start + bytes.length / Double.BYTES)
                + " of "
                + result.length
                + " values");
      }
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asDoubleBuffer()
          .get(result, start, length);
    }
  }

  /** The beginning of a line, as messages may quote it. */
  static String shown(String line) {
    String printable = line.replaceAll("[^ -~]", "?");
    return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + " ...";
  }

  /** An answer that is no line. */
  static final class NoLineException extends IOException {

    private static final long serialVersionUID = 1L;

    NoLineException(String message) {
      super(message);
    }
  }
}
