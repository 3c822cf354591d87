package org.unfurl.sweep.run;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.unfurl.sweep.console.ConsoleLine;
import org.unfurl.sweep.outcome.TrialResult;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Live progress of the trials with an estimate of the time left. On a terminal one line is redrawn
 * every second; into a file a line is written now and then.
 *
 * <p>Work is counted in predicted seconds: finished trials in full, running ones by what their
 * accumulator says at the latest heartbeat.
 */
final class Progress extends SparkListener implements AutoCloseable {

  /** The name of the accumulator that {@link TrialTask} feeds. */
  static final String WORK_DONE = "unfurl.work";

  /** Short, so that a terminal of 80 columns has room for the time left, too. */
  private static final int BAR = 12;

  private static final int SECONDS_IN_A_FILE = 15;

  /** Above this many trials only those that did not end well get a line of their own. */
  private static final int LIST_ALL = 60;

  private final ConsoleLine console;
  private final int trials;
  private final double work;
  private final int slots;
  private final long startNanos = System.nanoTime();
  private final Map<Long, Double> running = new HashMap<>();
  // Guarded by this, as is running: the writer, Spark's listener bus and the clock all come here.
  private int finished;
  private int notOk;
  private double finishedWork;
  private boolean closed;

  /**
   * Starts drawing.
   *
   * @param terminal whether a line can be redrawn
   * @param trials how many are to run
   * @param work predicted seconds of all of them together
   * @param slots how many run at once
   */
  Progress(PrintWriter out, boolean terminal, int trials, double work, int slots) {
    this.console = new ConsoleLine(out, terminal);
    this.trials = trials;
    this.work = work;
    this.slots = slots;
    console.drawEvery(SECONDS_IN_A_FILE, this::draw);
  }

  /** Counts a trial whose row is durable, and shows it. */
  synchronized void finished(TrialResult result) {
    finished++;
    finishedWork += result.trial().predictedSeconds();
    boolean ok = result.outcome().kind().isOk();
    notOk += ok ? 0 : 1;
    if (!ok || trials <= LIST_ALL) {
      console.print(
          String.format(
              Locale.ROOT,
              "%s %-4s %s  %s",
              position(),
              ok ? "ok" : result.outcome().kind().word(),
              result.trial().label(),
              detail(result)));
      if (console.isTerminal()) { // the line took the place of the bar
        draw();
      }
    }
  }

  private String position() {
    int digits = Integer.toString(trials).length();
    return String.format(Locale.ROOT, "[%" + digits + "d/%d]", finished, trials);
  }

  private static String detail(TrialResult result) {
    if (!result.outcome().kind().isOk()) {
      return result.outcome().reason();
    }
    double seconds = result.timing().trainSeconds() + result.timing().evaluateSeconds();
    double error =
        result.scores().stream()
            .mapToDouble(score -> score.score().relativeError())
            .average()
            .orElse(Double.NaN);
    return String.format(Locale.ROOT, "relative error %.3g, %.0f s", error, seconds);
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (var entry : CollectionConverters.asJava(update.accumUpdates())) {
      for (AccumulableInfo info : CollectionConverters.asJava(entry._4())) {
        if (info.name().contains(WORK_DONE) && info.update().isDefined()) {
          running.put((Long) entry._1(), ((Number) info.update().get()).doubleValue());
        }
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
  }

  synchronized void draw() {
    if (closed || finished == trials) {
      return;
    }
    double done = finishedWork + running.values().stream().mapToDouble(Double::doubleValue).sum();
    double share = Math.min(work > 0 ? done / work : 0, 0.999);
    double elapsed = (System.nanoTime() - startNanos) * 1e-9;
    // Before anything is known of this machine, the cost model is all there is.
    double left = share > 0.02 ? elapsed * (1 - share) / share : (work - done) / slots;
    int filled = (int) Math.round(share * BAR);
    console.show(
        String.format(
            Locale.ROOT,
            "%s trials %d/%d%s  %3.0f %%  elapsed %s  left about %s",
            "#".repeat(filled) + ".".repeat(BAR - filled),
            finished,
            trials,
            notOk > 0 ? " (" + notOk + " not ok)" : "",
            share * 100,
            clockTime(elapsed),
            clockTime(left)));
  }

  /** Seconds as {@code m:ss} or {@code h:mm:ss}. */
  static String clockTime(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  @Override
  public synchronized void close() {
    closed = true;
    console.close();
  }
}
