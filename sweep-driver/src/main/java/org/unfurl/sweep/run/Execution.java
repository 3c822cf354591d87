package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.DoubleAccumulator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.outcome.TrialResult.Timing;
import org.unfurl.sweep.plan.EquationCheck;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Schedule;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.spark.GivenUp;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.spark.StreamedJob;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.ResultsUnwritableException;
import org.unfurl.train.trainer.Effort;

/**
 * The part of a run that needs Spark: reference data first, then the trials. Runs once; {@link
 * #cancel} may be called from any thread.
 */
final class Execution {

  /** Equal failures, with nothing else before them, after which the rest is not tried. */
  private static final int REPEATED_FAILURES = 3;

  private final JavaSparkContext spark;
  private final ResultStore store;
  private final ReferenceStore references;
  private final List<OwnData> ownData;
  private final Provenance provenance;
  private final Console console;
  private final StreamedJob<ReferenceSpec, ReferenceResult> generating;
  private final StreamedJob<Trial, TrialResult> running;

  /** Null before there are trials to run. */
  private volatile ResultWriter rows;

  private volatile boolean cancelled;

  /** Where progress is shown; a terminal can redraw a line. */
  record Console(PrintWriter out, boolean terminal) {}

  Execution(
      JavaSparkContext spark,
      ResultStore store,
      Stores stores,
      List<OwnData> ownData,
      Provenance provenance,
      Console console) {
    this.spark = spark;
    this.store = store;
    this.references = stores.references();
    this.ownData = List.copyOf(ownData);
    this.provenance = provenance;
    this.console = console;
    Broadcast<Stores> everywhere = spark.broadcast(stores);
    GenerationReport.Latest reports = new GenerationReport.Latest();
    spark.sc().register(reports, GenerationProgress.REPORTS);
    ReferenceTask generate = new ReferenceTask(everywhere, reports, provenance.codeFingerprint());
    generating = new StreamedJob<>(spark, generate::run, ReferenceResult.class);
    DoubleAccumulator workDone = spark.sc().doubleAccumulator(Progress.WORK_DONE);
    TrialTask run = new TrialTask(everywhere, workDone);
    running = new StreamedJob<>(spark, run::run, TrialResult.class);
  }

  /** Makes {@link #run} return soon, with the rows of everything that has finished. */
  void cancel() {
    cancelled = true;
    ResultWriter writer = rows;
    if (writer != null) {
      writer.interrupted();
    }
    generating.cancel();
    running.cancel();
  }

  /** Runs the trials in this order, and appends a row for each as it ends. */
  void run(List<Trial> todo) throws RunRefusedException, IOException, InterruptedException {
    Map<ReferenceSpec, Outcome> missing = generateReferences(todo);
    double work = todo.stream().mapToDouble(Trial::predictedSeconds).sum();
    int slots = SparkSessions.slots(spark);
    Watch watch;
    try (Progress progress =
        new Progress(console.out(), console.terminal(), todo.size(), work, slots)) {
      spark.sc().addSparkListener(progress);
      watch = new Watch(progress);
      try (ResultWriter writer = new ResultWriter(store, provenance, watch)) {
        rows = writer;
        if (cancelled) { // before there was a writer to tell
          writer.interrupted();
        }
        List<Trial> runnable = new ArrayList<>();
        for (Trial trial : todo) {
          Optional<Outcome> blocked =
              missing.isEmpty()
                  ? Optional.empty()
                  : trial
                      .config()
                      .references()
                      .map(missing::get)
                      .filter(Objects::nonNull)
                      .findFirst();
          blocked.ifPresentOrElse(
              outcome -> writer.add(withoutRunning(trial, outcome)), () -> runnable.add(trial));
        }
        running.run(
            Schedule.packs(runnable, slots),
            writer::add,
            (trial, givenUp) -> {
              if (givenUp.isStorage()) {
                watch.stop(storageFailed(givenUp));
              } else {
                writer.add(withoutRunning(trial, outcome(givenUp)));
              }
            });
      }
    }
    watch.rethrow();
  }

  /** Generates what is not there yet; returns the outcome of trials that need what cannot be. */
  private Map<ReferenceSpec, Outcome> generateReferences(List<Trial> todo)
      throws RunRefusedException, IOException {
    List<ReferenceSpec> needed = List.copyOf(Plan.references(todo).values());
    Map<ReferenceSpec, ReferenceResult> results = new ConcurrentHashMap<>();
    Map<ReferenceSpec, GivenUp> givenUp = new HashMap<>();
    for (ReferenceSpec spec : needed) {
      references.find(spec).ifPresent(result -> results.put(spec, result));
      if (results.containsKey(spec)) { // an attempt that was given up may have gone on
        references.unfinished(spec, "").remove();
      }
    }
    // By the driver, which read the files for the plan: no executor needs to see them.
    for (OwnData own : ownData) {
      if (needed.contains(own.spec()) && !results.containsKey(own.spec())) {
        results.put(own.spec(), references.copy(own, Host.name()));
      }
      ReferenceResult known = results.get(own.spec());
      if (known != null && known.residual() != null) {
        new EquationCheck(own, known.residual(), "").warning().ifPresent(console.out()::println);
      }
    }
    List<ReferenceSpec> toGenerate =
        needed.stream().filter(spec -> !results.containsKey(spec)).toList();
    if (!toGenerate.isEmpty()) {
      console.out().println("generating " + toGenerate.size() + " reference data sets");
      generate(toGenerate, results, givenUp);
    }
    for (GivenUp reason : givenUp.values()) {
      if (reason.isStorage()) {
        throw storageFailed(reason);
      }
    }
    store.putReferences(needed.stream().map(results::get).filter(Objects::nonNull).toList());
    Map<ReferenceSpec, Outcome> missing = new HashMap<>();
    givenUp.forEach((spec, reason) -> missing.put(spec, outcome(reason)));
    results.forEach(
        (spec, result) -> {
          if (!result.divergence().isEmpty()) {
            missing.put(spec, new Outcome.ReferenceDiverged(result.divergence()));
          }
        });
    return missing;
  }

  private void generate(
      List<ReferenceSpec> specs,
      Map<ReferenceSpec, ReferenceResult> results,
      Map<ReferenceSpec, GivenUp> givenUp)
      throws RunRefusedException {
    GenerationProgress progress =
        new GenerationProgress(console.out(), console.terminal(), specs.size());
    try (progress) {
      spark.sc().addSparkListener(progress);
      generating.run(
          Schedule.longestFirst(specs).stream().map(List::of).toList(),
          result -> {
            results.put(result.spec(), result);
            progress.finished();
          },
          (spec, reason) -> {
            givenUp.put(spec, reason);
            if (reason.isStorage()) {
              generating.cancel();
            }
          });
      awaitReports();
    } finally {
      spark.sc().removeSparkListener(progress);
    }
  }

  /** What Spark's last tasks had to say may still be on its way. */
  private void awaitReports() {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      return; // a note less
    }
  }

  /** The row of a trial that was given up, or that needs what was. */
  static Outcome outcome(GivenUp givenUp) {
    if (givenUp.errorClass().equals(ReferenceTask.OutOfMemoryException.class.getName())) {
      return new Outcome.OutOfMemory(givenUp.message());
    }
    return givenUp.errorClass().isEmpty()
        ? new Outcome.Lost(givenUp.message())
        : new Outcome.Failed(givenUp.errorClass(), givenUp.message(), givenUp.stack());
  }

  private static RunRefusedException storageFailed(GivenUp reason) {
    return new RunRefusedException(
        reason.message()
            + "; mend that or choose another --results folder, then run again: trials already in"
            + " the tables are kept");
  }

  private static TrialResult withoutRunning(Trial trial, Outcome outcome) {
    return new TrialResult(
        trial,
        outcome,
        0,
        Effort.none(),
        List.of(),
        List.of(),
        new Timing(System.currentTimeMillis(), 0, 0, 0),
        -1,
        Host.name(),
        "");
  }

  /** Shows what has become durable, and stops what cannot end well. */
  private final class Watch implements ResultWriter.Listener {

    private final Progress progress;
    private final Map<String, Integer> failures = new HashMap<>();
    private boolean anythingElse;

    /** Why the run cannot go on; null while it can. */
    private volatile Throwable refusal;

    Watch(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void appended(TrialResult result) {
      progress.finished(result);
      if (!(result.outcome() instanceof Outcome.Failed)) {
        anythingElse = true;
      } else if (!anythingElse) {
        String reason = result.outcome().reason();
        if (failures.merge(reason, 1, Integer::sum) == REPEATED_FAILURES) {
          console
              .out()
              .println(
                  "the first "
                      + REPEATED_FAILURES
                      + " trials all failed with "
                      + reason
                      + "; stopped: mend that, then run again with --only failed,missing");
          running.cancel();
        }
      }
    }

    @Override
    public void failed(Throwable failure) {
      stop(failure);
    }

    void stop(Throwable reason) {
      refusal = reason;
      running.cancel();
    }

    void rethrow() throws RunRefusedException {
      if (refusal instanceof ResultsUnwritableException unwritable) {
        throw unwritable;
      }
      if (refusal instanceof RunRefusedException refused) {
        throw refused;
      }
      if (refusal != null) {
        throw new IllegalStateException("results cannot be appended", refusal);
      }
    }
  }
}
