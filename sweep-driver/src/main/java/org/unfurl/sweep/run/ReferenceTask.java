package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceObserver;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.ReferenceState;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.outcome.RootCause;

/**
 * Generates one reference data set where Spark puts it. A long one keeps checkpoints, so that
 * another attempt goes on where this one was cut.
 */
final class ReferenceTask implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(60);

  /**
   * Checkpoints take a twentieth of the time where the storage is slow, but none waits for more
   * than twenty times its turn.
   */
  private static final long SLOWEST = 20;

  private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Broadcast<Stores> stores;
  private final GenerationReport.Latest reports;
  private final String code;

  /**
   * What every data set of a run needs.
   *
   * @param reports receives how far it is; the driver sees it with every heartbeat
   * @param codeFingerprint of the code that runs: a checkpoint of other code is not gone on from
   */
  ReferenceTask(Broadcast<Stores> stores, GenerationReport.Latest reports, String codeFingerprint) {
    this.stores = stores;
    this.reports = reports;
    this.code = codeFingerprint;
  }

  ReferenceResult run(ReferenceSpec spec, TaskContext context) throws IOException {
    return withoutErrors(
        spec,
        () ->
            generate(
                spec,
                stores.value().references(),
                code,
                CHECKPOINT_EVERY,
                context::isInterrupted,
                reports::add));
  }

  /** What generates a data set. */
  interface Generation {
    ReferenceResult run() throws IOException;
  }

  /**
   * Turns an Error (no memory, a class that a user's jar lacks) into a failure of this data set
   * alone: Spark would end the JVM over it, and with it a local run. Also over one that it finds as
   * a cause, so it is attached as a suppressed one.
   */
  static ReferenceResult withoutErrors(ReferenceSpec spec, Generation generation)
      throws IOException {
    try {
      return generation.run();
    } catch (OutOfMemoryError e) {
      throw new OutOfMemoryException(
          "reference data of "
              + spec.system()
              + " ("
              + spec.trajectories()
              + " trajectories, "
              + spec.frames()
              + " frames) must fit into memory with what runs beside them, but: "
              + e.getMessage()
              + "; lower frames or raise the heap, such as JAVA_OPTS=-Xmx8g",
          e);
    } catch (Error e) {
      RuntimeException failure =
          new IllegalStateException(
              "the reference of "
                  + spec.system()
                  + " threw "
                  + e.getClass().getName()
                  + ": "
                  + RootCause.text(e));
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /** Not an Error, so that Spark goes on. */
  static final class OutOfMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfMemoryException(String message, OutOfMemoryError error) {
      super(message);
      addSuppressed(error);
    }
  }

  /**
   * Generates and stores a data set.
   *
   * @param killed asked after every frame whether to stop
   * @throws TaskKilledException if so; a checkpoint keeps what was done, if it can be written
   * @throws IOException if the data cannot be stored
   */
  static ReferenceResult generate(
      ReferenceSpec spec,
      ReferenceStore store,
      String code,
      Duration checkpointEvery,
      BooleanSupplier killed,
      Consumer<GenerationReport> reports)
      throws IOException {
    // The same code on another Java may round a sine otherwise.
    UnfinishedReference unfinished = store.unfinished(spec, code + ", Java " + Runtime.version());
    Attempt attempt = new Attempt(spec, store, unfinished, checkpointEvery, killed, reports);
    ReferenceResult result;
    try {
      Trajectories trajectories = ReferenceGenerator.generate(spec, attempt);
      result = store.write(spec, trajectories, attempt.seconds(), Host.name());
    } catch (ReferenceDivergedException e) {
      result = store.writeDivergence(spec, e.getMessage(), attempt.seconds(), Host.name());
    }
    unfinished.remove();
    return result;
  }

  /** Looks at the data being made. */
  private static final class Attempt implements ReferenceObserver {

    private final ReferenceSpec spec;
    private final ReferenceStore store;
    private final UnfinishedReference unfinished;
    private final long everyNanos;
    private final BooleanSupplier killed;
    private final Consumer<GenerationReport> reports;
    private final long startNanos = System.nanoTime();
    private double secondsBefore;
    private int firstFrame;
    private long nextCheckpointNanos;
    private long nextReportNanos = startNanos;
    private boolean keeping = true;
    private String note = "";

    Attempt(
        ReferenceSpec spec,
        ReferenceStore store,
        UnfinishedReference unfinished,
        Duration checkpointEvery,
        BooleanSupplier killed,
        Consumer<GenerationReport> reports) {
      this.spec = spec;
      this.store = store;
      this.unfinished = unfinished;
      this.everyNanos = checkpointEvery.toNanos();
      this.killed = killed;
      this.reports = reports;
      this.nextCheckpointNanos = startNanos + everyNanos;
    }

    /** Wall-clock seconds of this attempt and those it goes on from. */
    double seconds() {
      return secondsBefore + (System.nanoTime() - startNanos) * 1e-9;
    }

    @Override
    public Optional<ReferenceState> resume(Trajectories recorded) {
      Optional<ReferenceState> reached = unfinished.read(recorded);
      firstFrame = unfinished.frame();
      secondsBefore = unfinished.seconds();
      String from = firstFrame > 0 ? "going on from frame " + firstFrame : "";
      List<String> unused = unfinished.unused();
      note =
          unused.isEmpty()
              ? from
              : "a checkpoint is not used: "
                  + String.join(", ", unused)
                  + "; "
                  + (firstFrame > 0 ? from : "beginning anew");
      return reached;
    }

    @Override
    public void reached(ReferenceState reached, Trajectories recorded) {
      boolean stop = killed.getAsBoolean();
      long now = System.nanoTime();
      if (stop || now >= nextCheckpointNanos) {
        keep(reached, recorded);
      }
      if (stop) {
        throw new TaskKilledException("cancelled");
      }
      if (now >= nextReportNanos) {
        report(reached.frame());
        nextReportNanos = now + REPORT_NANOS;
      }
    }

    private void keep(ReferenceState reached, Trajectories recorded) {
      if (!keeping || reached.frame() == unfinished.frame()) {
        return;
      }
      long start = System.nanoTime();
      try {
        if (store.find(spec).isPresent()) { // another attempt was faster
          keeping = false;
          return;
        }
        unfinished.write(reached, recorded, seconds());
      } catch (IOException e) {
        keeping = false;
        note = "going on without checkpoints: " + e.getMessage();
        report(reached.frame());
      }
      long end = System.nanoTime();
      nextCheckpointNanos = end + Math.max(everyNanos, SLOWEST * Math.min(end - start, everyNanos));
    }

    private void report(int frame) {
      reports.accept(
          new GenerationReport(
              spec, frame, firstFrame, (System.nanoTime() - startNanos) * 1e-9, note));
    }
  }
}
