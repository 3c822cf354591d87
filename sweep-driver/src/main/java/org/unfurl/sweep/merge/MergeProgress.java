package org.unfurl.sweep.merge;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.unfurl.sweep.console.ConsoleLine;
import org.unfurl.sweep.plan.Quantities;

/** Tells the console what a merge is at, and how much it has copied. */
final class MergeProgress implements AutoCloseable {

  private static final int SECONDS_IN_A_FILE = 15;

  private final ConsoleLine console;
  private final AtomicLong copied = new AtomicLong();
  private volatile String step = "";

  MergeProgress(PrintWriter out, boolean terminal) {
    console = new ConsoleLine(out, terminal);
    console.drawEvery(SECONDS_IN_A_FILE, this::draw);
  }

  /** What is being done from now on. */
  void at(String step) {
    this.step = step;
  }

  void copied(long bytes) {
    copied.addAndGet(bytes);
  }

  /** Bytes of reference data and weights so far. */
  long copied() {
    return copied.get();
  }

  private synchronized void draw() {
    console.show(
        step + (copied() > 0 ? ", " + Quantities.bytes((double) copied()) + " copied" : ""));
  }

  @Override
  public synchronized void close() {
    console.close();
  }
}
