package org.unfurl.sweep.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.SystemUtils;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.util.SignalUtils;
import org.unfurl.sweep.run.SweepRun;

/**
 * While open, a JVM that is told to end, by SIGINT (Ctrl-C), by SIGTERM or by Spark, ends a run in
 * order: what has finished gets its row, the lock is given back, and only then the JVM ends.
 */
final class Interruption implements AutoCloseable {

  /** Before Spark's own hook, which would take the running context away. */
  private static final int BEFORE_SPARK = 1000;

  private static final int TIMEOUT_SECONDS = 20;

  private final Runnable hook;

  /** Whether a signal came; Spark tells of none on Windows. */
  private volatile boolean signalled;

  /**
   * Starts watching.
   *
   * @param err told if the run does not end in time
   */
  Interruption(SweepRun run, PrintWriter err) {
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      SignalUtils.register(
          signal,
          () -> {
            signalled = true;
            return false; // on to whoever handled it before: Java, which ends
          });
    }
    hook =
        () -> {
          boolean ended = false;
          String reason = signalled || !SystemUtils.IS_OS_UNIX ? "interrupted" : "ended by Spark";
          try {
            ended = run.interrupt(reason);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          if (!ended) {
            err.println(reason + "; the same command resumes");
          }
        };
    ShutdownHookManager.get()
        .addShutdownHook(hook, BEFORE_SPARK, TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
