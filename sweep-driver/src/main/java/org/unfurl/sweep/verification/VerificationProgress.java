package org.unfurl.sweep.verification;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.unfurl.sim.verification.Experiment;
import org.unfurl.sweep.console.ConsoleLine;

/**
 * Says which experiments run and what became of those that have ended. On a terminal the last line
 * is redrawn every second; into a file a line is written now and then.
 */
final class VerificationProgress implements AutoCloseable {

  private static final int SECONDS_IN_A_FILE = 15;

  private final ConsoleLine console;
  private final int all;
  private final long startNanos = System.nanoTime();

  // Guarded by this: the threads of the experiments and the clock come here.
  private final List<Experiment> running = new ArrayList<>();
  private int ended;
  private boolean closed;

  VerificationProgress(PrintWriter err, boolean terminal, int all) {
    this.console = new ConsoleLine(err, terminal);
    this.all = all;
    console.drawEvery(SECONDS_IN_A_FILE, this::draw);
  }

  synchronized void started(Experiment experiment) {
    running.add(experiment);
    if (console.isTerminal()) {
      draw();
    }
  }

  synchronized void ended(VerifiedExperiment verified) {
    Experiment experiment = verified.experiment();
    running.remove(experiment);
    ended++;
    int digits = Integer.toString(all).length();
    console.print(
        String.format(
            Locale.ROOT,
            "[%" + digits + "d/%d] %d of %d rows hold, %.1f s  %s: %s",
            ended,
            all,
            verified.held(),
            verified.findings().size(),
            verified.seconds(),
            experiment.subject().name(),
            experiment.title()));
    if (console.isTerminal()) {
      draw();
    }
  }

  private synchronized void draw() {
    if (closed || running.isEmpty()) {
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d done, %.0f s, now %s",
            ended,
            all,
            (System.nanoTime() - startNanos) * 1e-9,
            running.stream()
                .map(experiment -> experiment.subject().name() + ": " + experiment.title())
                .collect(Collectors.joining("; ")));
    console.show(text);
  }

  @Override
  public synchronized void close() {
    closed = true;
    console.close();
  }
}
