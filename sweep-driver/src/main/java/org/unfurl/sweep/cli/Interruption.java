package org.unfurl.sweep.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.unfurl.sweep.run.SweepRun;

/**
 * While open, SIGINT (Ctrl-C) and SIGTERM end a run in order: what has finished gets its row, the
 * lock is given back, and only then the JVM ends.
 */
final class Interruption implements AutoCloseable {

  /** Before Spark's own hook, which would take the running context away. */
  private static final int BEFORE_SPARK = 1000;

  private static final int TIMEOUT_SECONDS = 20;

  private final Runnable hook;

  /**
   * Starts watching.
   *
   * @param err told if the run does not end in time
   */
  Interruption(SweepRun run, PrintWriter err) {
    hook =
        () -> {
          boolean ended = false;
          try {
            ended = run.interrupt();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          if (!ended) {
            err.println("interrupted; the same command resumes");
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
