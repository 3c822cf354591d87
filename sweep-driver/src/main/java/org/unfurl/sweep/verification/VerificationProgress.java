package org.unfurl.sweep.verification;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.unfurl.sim.verification.Experiment;

/**
 * Says which experiments run and what became of those that have ended. On a terminal the last line
 * is redrawn every second; into a file a line is written now and then.
 */
final class VerificationProgress implements AutoCloseable {

  private static final String CLEAR = "\r\u001b[2K";

  private final PrintWriter err;
  private final boolean terminal;
  private final int all;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "unfurl-progress");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> drawing;

  // Guarded by this: the threads of the experiments and the clock come here.
  private final List<Experiment> running = new ArrayList<>();
  private int ended;
  private boolean closed;

  VerificationProgress(PrintWriter err, boolean terminal, int all) {
    this.err = err;
    this.terminal = terminal;
    this.all = all;
    long period = terminal ? 1 : 15;
    drawing = clock.scheduleAtFixedRate(this::draw, period, period, TimeUnit.SECONDS);
  }

  synchronized void started(Experiment experiment) {
    running.add(experiment);
    if (terminal) {
      draw();
    }
  }

  synchronized void ended(VerifiedExperiment verified) {
    Experiment experiment = verified.experiment();
    running.remove(experiment);
    ended++;
    int digits = Integer.toString(all).length();
    err.println(
        (terminal ? CLEAR : "")
            + String.format(
                Locale.ROOT,
                "[%" + digits + "d/%d] %d of %d rows hold, %.1f s  %s: %s",
                ended,
                all,
                verified.held(),
                verified.findings().size(),
                verified.seconds(),
                experiment.subject(),
                experiment.title()));
    if (terminal) {
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
                .map(experiment -> experiment.subject() + ": " + experiment.title())
                .collect(Collectors.joining("; ")));
    if (terminal) {
      err.print(CLEAR + (text.length() > 100 ? text.substring(0, 99) + "…" : text));
      err.flush();
    } else {
      err.println(text);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    drawing.cancel(false);
    clock.shutdownNow();
    if (terminal) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
