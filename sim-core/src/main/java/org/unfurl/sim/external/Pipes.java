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
  private final Arrival arrival = new Arrival();

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

  /** What has arrived of the answer that was last waited for. */
  Arrival arrival() {
    return arrival;
  }

  /** Bytes that have arrived and were not read. */
  int available() throws IOException {
    return answers.available();
  }

  /** The text that those bytes begin with, taken from them; empty if they begin with none. */
  String surplusText() throws IOException {
    byte[] surplus = answers.readNBytes(Math.min(answers.available(), SHOWN));
    return Arrival.text(surplus, surplus.length);
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
        throw new EOFException(arrival.end());
      }
      arrival.lineByte(next);
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw new NoLineException(
            "sent ("
                + shown(line.toString(LATIN))
                + "), which is no line; begin every answer with one, such as ok 16");
      }
      next = answers.read();
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Reads as many values as the array has, after the answer's line. */
  void readValues(double[] result) throws IOException {
    arrival.lineEnded((long) result.length * Double.BYTES);
    byte[] bytes = new byte[Math.min(CHUNK, result.length) * Double.BYTES];
    for (int start = 0; start < result.length; start += CHUNK) {
      int length = Math.min(CHUNK, result.length - start);
      readBytes(bytes, length * Double.BYTES);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asDoubleBuffer()
          .get(result, start, length);
    }
  }

  /** As they come, so that it is known how many have, should the rest never do. */
  private void readBytes(byte[] bytes, int length) throws IOException {
    int filled = 0;
    while (filled < length) {
      int count = answers.read(bytes, filled, length - filled);
      if (count < 0) {
        throw new EOFException(arrival.end());
      }
      arrival.valueBytes(bytes, filled, count);
      filled += count;
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
