package org.unfurl.sweep.run;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.console.ConsoleLine;
import org.unfurl.sweep.plan.Quantities;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Live progress of the reference data: how many there are, and how far in simulated time those are
 * that are being made, as their latest heartbeat said.
 */
final class GenerationProgress extends SparkListener implements AutoCloseable {

  /** The name of the accumulator that {@link ReferenceTask} feeds. */
  static final String REPORTS = "unfurl.reference";

  private static final int SECONDS_IN_A_FILE = 30;

  private final ConsoleLine console;
  private final int total;
  private final Map<Long, GenerationReport> running = new HashMap<>();
  private final Set<String> notes = new HashSet<>();
  // Guarded by this, as are the collections: Spark's threads and the clock all come here.
  private int finished;
  private boolean closed;

  /**
   * Starts drawing.
   *
   * @param terminal whether a line can be redrawn
   * @param total data sets that are to be made
   */
  GenerationProgress(PrintWriter out, boolean terminal, int total) {
    this.console = new ConsoleLine(out, terminal);
    this.total = total;
    console.drawEvery(SECONDS_IN_A_FILE, this::draw);
  }

  /** Counts a data set that is there. */
  synchronized void finished() {
    finished++;
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (var entry : CollectionConverters.asJava(update.accumUpdates())) {
      for (AccumulableInfo info : CollectionConverters.asJava(entry._4())) {
        take((Long) entry._1(), info);
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    long task = end.taskInfo().taskId();
    // A task shorter than a heartbeat has not been heard of before.
    for (AccumulableInfo info : CollectionConverters.asJava(end.taskInfo().accumulables())) {
      take(task, info);
    }
    running.remove(task);
  }

  private void take(long task, AccumulableInfo info) {
    if (info.name().contains(REPORTS)
        && info.update().isDefined()
        && info.update().get() instanceof GenerationReport report) {
      report(task, report);
    }
  }

  /** Takes what a task says. */
  synchronized void report(long task, GenerationReport report) {
    running.put(task, report);
    if (!report.note().isEmpty() && notes.add(report.note()) && !closed) {
      console.print(name(report.spec()) + ": " + report.note());
    }
  }

  synchronized void draw() {
    if (!closed && finished < total) {
      console.show("references " + finished + "/" + total + runningText());
    }
  }

  private String runningText() {
    List<GenerationReport> longestFirst =
        running.values().stream()
            .sorted(Comparator.comparingDouble(GenerationProgress::secondsLeft).reversed())
            .toList();
    if (longestFirst.isEmpty()) {
      return "";
    }
    if (console.isTerminal()) { // in one row there is room for one
      String others = longestFirst.size() > 1 ? ", " + (longestFirst.size() - 1) + " more" : "";
      return ", " + text(longestFirst.get(0)) + others;
    }
    return longestFirst.stream()
        .map(GenerationProgress::text)
        .collect(Collectors.joining("; ", ", ", ""));
  }

  private static String text(GenerationReport report) {
    ReferenceSpec spec = report.spec();
    double frameTime = PhysicalSystems.named(spec.system()).frameTime();
    int last = lastFrame(spec);
    double end = last * frameTime;
    int decimals = end < 10 ? 2 : end < 100 ? 1 : 0;
    double left = secondsLeft(report);
    return String.format(
        Locale.ROOT,
        "%s: t = %." + decimals + "f of %." + decimals + "f (%d %%)%s",
        name(spec),
        report.frame() * frameTime,
        end,
        last == 0 ? 100 : 100L * report.frame() / last,
        Double.isInfinite(left) ? "" : ", about " + Quantities.duration(left) + " left");
  }

  /** {@code wake at 97.7, train}. */
  private static String name(ReferenceSpec spec) {
    String parameter = BigDecimal.valueOf(spec.parameter()).stripTrailingZeros().toPlainString();
    return spec.system() + " at " + parameter + ", " + spec.split().word();
  }

  /** By the frames of this attempt; infinite before there are any. */
  private static double secondsLeft(GenerationReport report) {
    int frames = report.frame() - report.firstFrame();
    int left = lastFrame(report.spec()) - report.frame();
    return frames == 0 ? Double.POSITIVE_INFINITY : report.seconds() / frames * left;
  }

  private static int lastFrame(ReferenceSpec spec) {
    PhysicalSystem system = PhysicalSystems.named(spec.system());
    return system.warmUpFrames(spec.split()) + spec.frames() - 1;
  }

  @Override
  public synchronized void close() {
    closed = true;
    console.close();
  }
}
