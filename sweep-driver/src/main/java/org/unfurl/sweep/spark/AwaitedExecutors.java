package org.unfurl.sweep.spark;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * While open, says so when a cluster has given no executor for 15 s, and what was asked for; again
 * every five minutes. A busy cluster may give one later, so nothing is ended.
 */
public final class AwaitedExecutors implements AutoCloseable {

  private static final int FIRST_SECONDS = 15;
  private static final int AGAIN_SECONDS = 300;

  private final SparkConf conf;
  private final Consumer<String> say;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "unfurl-awaited-executors");
            thread.setDaemon(true);
            return thread;
          });

  /** Null until Spark has started, which on a full YARN queue takes as long as an executor. */
  private volatile JavaSparkContext spark;

  /** Null where there is nothing to wait for. */
  private ScheduledFuture<?> looking;

  /** Touched by the clock alone. */
  private int waited;

  /**
   * Starts waiting; for a local master there is nothing to wait for.
   *
   * @param say told one line, on a thread of its own
   */
  public AwaitedExecutors(SparkConf conf, Consumer<String> say) {
    this.conf = conf;
    this.say = say;
    if (!SparkSessions.isLocal(conf)) {
      looking = clock.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** Spark has started. */
  public void of(JavaSparkContext started) {
    spark = started;
  }

  private void look() {
    JavaSparkContext started = spark;
    if (started != null && (started.sc().isStopped() || !started.sc().getExecutorIds().isEmpty())) {
      waited = 0;
      return;
    }
    waited++;
    if (waited == FIRST_SECONDS || waited % AGAIN_SECONDS == 0) {
      String master = started == null ? "" : StandaloneMaster.capacity(started);
      say.accept(text(conf, waited, master));
    }
  }

  /**
   * The line.
   *
   * @param capacity what the master says it has; empty if it cannot be asked
   */
  static String text(SparkConf conf, int seconds, String capacity) {
    return "no executor for "
        + (seconds < 120 ? seconds + " s" : seconds / 60 + " min")
        + ": asked "
        + conf.get("spark.master")
        + " for executors with spark.executor.cores "
        + conf.get("spark.executor.cores", "(not set)")
        + " and spark.executor.memory "
        + conf.get("spark.executor.memory", "1g")
        + (capacity.isEmpty() ? "" : "; " + capacity)
        + "; still waiting, Ctrl-C ends the run";
  }

  /** Stops looking. */
  @Override
  public void close() {
    if (looking != null) {
      looking.cancel(false);
    }
    clock.shutdownNow();
  }
}
