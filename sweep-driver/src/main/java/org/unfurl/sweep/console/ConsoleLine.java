package org.unfurl.sweep.console;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The line of a console that says how far the work is: redrawn in its place every second on a
 * terminal, written now and then into a file. Not synchronized: whoever draws holds a lock of its
 * own.
 */
public final class ConsoleLine implements AutoCloseable {

  private static final String ERASE = "\r\u001b[2K";

  /**
   * Around a line that is redrawn the terminal is told not to wrap: one that took a second row
   * could not be erased. The terminal alone knows its width at every moment, and how wide a
   * character is.
   */
  private static final String WITHOUT_WRAPPING = "\u001b[?7l";

  private static final String WRAPPING = "\u001b[?7h";

  private final PrintWriter out;
  private final boolean terminal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "unfurl-progress");
            thread.setDaemon(true);
            return thread;
          });

  private ScheduledFuture<?> drawing;

  /**
   * A line that is not drawn yet.
   *
   * @param terminal whether a line can be redrawn
   */
  public ConsoleLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether the line is redrawn in its place. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Starts to have it drawn, on a thread of its own; once. */
  public void drawEvery(int secondsInAFile, Runnable draw) {
    long period = terminal ? 1 : secondsInAFile;
    drawing = clock.scheduleAtFixedRate(draw, period, period, TimeUnit.SECONDS);
  }

  /** Replaces the line, or writes it. On a terminal what does not fit into a row is not seen. */
  public void show(String text) {
    if (terminal) {
      out.print(ERASE + WITHOUT_WRAPPING + text + WRAPPING);
      out.flush();
    } else {
      out.println(text);
    }
  }

  /** Writes a line that stays, in the place of this one. */
  public void print(String text) {
    out.println((terminal ? ERASE : "") + text);
  }

  /** Erases the line. */
  @Override
  public void close() {
    if (drawing != null) {
      drawing.cancel(false);
    }
    clock.shutdownNow();
    if (terminal) {
      out.print(ERASE);
      out.flush();
    }
  }
}
