package org.unfurl.sim.external;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a program's error output to its end, so that it never blocks, and keeps the last of it. */
final class ErrorTail implements Runnable {

  private static final int KEPT_BYTES = 4096;
  private static final int KEPT_LINES = 10;

  private final InputStream errors;
  private byte[] tail = new byte[0];

  ErrorTail(InputStream errors) {
    this.errors = errors;
  }

  @Override
  public void run() {
    byte[] chunk = new byte[KEPT_BYTES];
    try {
      for (int length = errors.read(chunk); length >= 0; length = errors.read(chunk)) {
        keep(chunk, length);
      }
    } catch (IOException e) {
      return; // the pipe is gone, and so is what it might have said
    }
  }

  private synchronized void keep(byte[] chunk, int length) {
    int old = Math.min(tail.length, KEPT_BYTES - length);
    byte[] next = new byte[old + length];
    System.arraycopy(tail, tail.length - old, next, 0, old);
    System.arraycopy(chunk, 0, next, old, length);
    tail = next;
  }

  /** The last lines so far, as one: a console and a table show the first line of a message. */
  synchronized String text() {
    List<String> lines = new String(tail, StandardCharsets.UTF_8).strip().lines().toList();
    String last =
        String.join(" | ", lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size()));
    return last.replaceAll("\\p{Cntrl}", "?"); // a terminal would act on them
  }
}
