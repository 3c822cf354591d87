package org.unfurl.sweep.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.ResultsUnwritableException;
import org.unfurl.sweep.table.TrialRecord;

/**
 * The one thread that appends results. Spark's scheduler thread only hands over; whatever comes in
 * within a moment, or while a slow file system is busy, is appended as one batch: a batch costs
 * about three files however many trials it holds.
 */
final class ResultWriter implements AutoCloseable {

  /** Told on the writer's thread. */
  interface Listener {
    /** A result is durable. */
    void appended(TrialResult result);

    /**
     * Writing failed; nothing is appended from here on.
     *
     * @param failure a {@link ResultsUnwritableException} if the file system refused, anything else
     *     is a bug
     */
    void failed(Throwable failure);
  }

  /**
   * How long a result may wait for others. A trial counts as in flight until its row is durable, so
   * a crash can cost what ended within this time, or behind a write that takes longer.
   */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final ResultStore store;
  private final Provenance provenance;
  private final Listener listener;
  private final BlockingQueue<Optional<TrialResult>> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::drain, "unfurl-results");
  private volatile boolean interrupted;

  ResultWriter(ResultStore store, Provenance provenance, Listener listener) {
    this.store = store;
    this.provenance = provenance;
    this.listener = listener;
    thread.start();
  }

  void add(TrialResult result) {
    queue.add(Optional.of(result));
  }

  /**
   * From now on failures are left out, also those of a moment ago: the Ctrl-C that ends a run ends
   * the programs of its trials too, often before it is seen here, and they have not failed.
   */
  void interrupted() {
    interrupted = true;
  }

  private void drain() {
    boolean open = true;
    boolean failed = false;
    while (open) {
      List<TrialResult> batch = new ArrayList<>();
      try {
        open = take(queue.take(), batch) && gather(batch);
      } catch (InterruptedException e) {
        return; // nobody interrupts this thread but a JVM that ends
      }
      if (interrupted) {
        batch.removeIf(result -> result.outcome() instanceof Outcome.Failed);
      }
      if (!failed) {
        try {
          store.append(batch.stream().map(this::entry).toList());
          batch.forEach(listener::appended);
        } catch (Throwable e) { // whoever waits for this thread must learn of it
          failed = true;
          listener.failed(e);
        }
      }
    }
  }

  /** Takes what comes within the time; returns whether more may come later. */
  private boolean gather(List<TrialResult> batch) throws InterruptedException {
    long deadline = System.nanoTime() + GATHER_NANOS;
    while (true) {
      // Past the deadline this still takes what is queued already, but waits for nothing.
      Optional<TrialResult> next =
          queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        return true;
      }
      if (!take(next, batch)) {
        return false;
      }
    }
  }

  private static boolean take(Optional<TrialResult> item, List<TrialResult> batch) {
    item.ifPresent(batch::add);
    return item.isPresent();
  }

  private TrialRecord entry(TrialResult result) {
    return new TrialRecord(result, provenance, TrialKey.canonicalJson(result.trial().config()));
  }

  /** Appends what is left and ends the thread. */
  @Override
  public void close() throws InterruptedException {
    queue.add(Optional.empty());
    thread.join();
  }
}
