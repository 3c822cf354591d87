package org.unfurl.sweep.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.ResultsUnwritableException;
import org.unfurl.sweep.table.TrialRecord;

/**
 * The one thread that appends results. Spark's scheduler thread only hands over; whatever has come
 * in meanwhile is appended as one batch, so a slow file system costs larger batches, not time.
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

  private final ResultStore store;
  private final Provenance provenance;
  private final Listener listener;
  private final BlockingQueue<Optional<TrialResult>> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::drain, "unfurl-results");

  ResultWriter(ResultStore store, Provenance provenance, Listener listener) {
    this.store = store;
    this.provenance = provenance;
    this.listener = listener;
    thread.start();
  }

  void add(TrialResult result) {
    queue.add(Optional.of(result));
  }

  private void drain() {
    boolean open = true;
    boolean failed = false;
    while (open) {
      List<TrialResult> batch = new ArrayList<>();
      try {
        open = take(queue.take(), batch);
      } catch (InterruptedException e) {
        return; // nobody interrupts this thread but a JVM that ends
      }
      while (open && !queue.isEmpty()) {
        open = take(queue.remove(), batch);
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
