package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.outcome.TrialResult.Timing;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.table.PlannedTrial;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.ResultsUnwritableException;
import org.unfurl.sweep.table.TrialStatus;
import org.unfurl.train.trainer.Effort;

/**
 * One run of a plan: computes the trials that have no row yet, and appends their rows as they come.
 * Killed at any instant and started again it loses at most what was in flight.
 */
public final class SweepRun {

  private static final Set<String> FAILURES = Set.of("FAILED", "OUT_OF_MEMORY", "LOST");

  private final Plan plan;
  private final Path sweepFolder;
  private final Path referenceFolder;
  private final Configuration hadoop;
  private final SparkConf sparkConf;
  private final PrintStream console;
  private final boolean terminal;

  /**
   * Prepares a run; touches nothing yet.
   *
   * @param results folder of all sweeps, any Hadoop file system
   * @param sparkConf from {@link SparkSessions#configuration}
   * @param console for progress
   * @param terminal whether the console can redraw a line
   */
  public SweepRun(
      Plan plan, String results, SparkConf sparkConf, PrintStream console, boolean terminal) {
    this.plan = plan;
    this.sweepFolder = sweepFolder(results, plan.sweep().name());
    this.referenceFolder = new Path(results, "reference-data");
    this.hadoop = SparkSessions.hadoop(sparkConf);
    this.sparkConf = sparkConf;
    this.console = console;
    this.terminal = terminal;
  }

  /** Where the tables of a sweep lie. */
  public static Path sweepFolder(String results, String sweep) {
    return new Path(results, sweep);
  }

  /**
   * What of the plan is to be run, and how.
   *
   * @param selected trials of the plan
   * @param only which of them
   * @param shuffle seed of a random launch order; empty for longest first
   * @param command how the user asked for it, for the table {@code environment}
   */
  public record Request(
      List<Trial> selected, Set<Only> only, OptionalLong shuffle, String command) {

    /** Copies. */
    public Request {
      selected = List.copyOf(selected);
      only = Set.copyOf(only);
    }
  }

  /**
   * Runs.
   *
   * @throws RunRefusedException if the results folder cannot be used, or Spark cannot be reached
   */
  public void run(Request request) throws RunRefusedException, IOException, InterruptedException {
    refuseForeignFolder();
    try (SweepLock lock = lock();
        ResultStore store = ResultStore.open(sweepFolder, hadoop)) {
      Map<String, TrialStatus> finished = store.reader().finished();
      refuseOtherSweep(finished);
      String fingerprint = CodeFingerprint.current();
      List<Trial> todo =
          request.selected().stream()
              .filter(trial -> isDue(finished.get(trial.key()), request.only(), fingerprint))
              .collect(Collectors.toCollection(ArrayList::new));
      say(finished, todo, fingerprint);
      store.forget(
          todo.stream().map(Trial::key).filter(finished::containsKey).collect(Collectors.toSet()));
      List<PlannedTrial> rows = new ArrayList<>();
      for (Trial trial : plan.trials()) {
        rows.add(PlannedTrial.of(trial, rows.size(), TrialKey.canonicalJson(trial.config())));
      }
      store.replacePlan(rows);
      if (todo.isEmpty()) {
        return;
      }
      request.shuffle().ifPresent(seed -> shuffle(todo, seed));
      try (JavaSparkContext spark = new JavaSparkContext(sparkConf)) {
        store.putEnvironment(EnvironmentRow.of(spark, request.command()));
        new Execution(spark, store, fingerprint).run(todo);
      }
    } catch (ResultsUnwritableException e) {
      throw new RunRefusedException(e.getMessage());
    }
  }

  private SweepLock lock() throws RunRefusedException {
    try {
      return SweepLock.take(sweepFolder, hadoop);
    } catch (IOException e) {
      throw new RunRefusedException(
          "--results ("
              + sweepFolder.getParent()
              + ") must be a folder that can be written, but: "
              + e.getMessage());
    }
  }

  /** A folder that holds something else than a sweep's tables is not ours to write into. */
  private void refuseForeignFolder() throws RunRefusedException {
    try {
      FileSystem files = sweepFolder.getFileSystem(hadoop);
      if (files.exists(sweepFolder)) {
        boolean file = files.getFileStatus(sweepFolder).isFile();
        boolean empty = !file && files.listStatus(sweepFolder).length == 0;
        boolean ours =
            !file
                && (files.exists(new Path(sweepFolder, "_lock"))
                    || files.exists(new Path(sweepFolder, "plan"))
                    || files.exists(new Path(sweepFolder, "trials")));
        if (!empty && !ours) {
          throw new RunRefusedException(
              sweepFolder
                  + " holds something that is not a sweep's tables; choose another --results, or"
                  + " another name for the sweep");
        }
      }
    } catch (IOException e) {
      throw new RunRefusedException(
          "--results (" + sweepFolder.getParent() + ") cannot be read: " + e.getMessage());
    }
  }

  private void refuseOtherSweep(Map<String, TrialStatus> finished) throws RunRefusedException {
    boolean shared = plan.trials().stream().anyMatch(trial -> finished.containsKey(trial.key()));
    if (!finished.isEmpty() && !shared) {
      throw new RunRefusedException(
          sweepFolder
              + " holds "
              + finished.size()
              + " trials of another sweep, and none of this plan; give this sweep another name,"
              + " or choose another --results");
    }
  }

  private static boolean isDue(TrialStatus status, Set<Only> only, String fingerprint) {
    if (status == null || status.outcome().equals("LOST")) {
      return only.contains(Only.MISSING) || (status != null && only.contains(Only.FAILED));
    }
    return (only.contains(Only.FAILED) && FAILURES.contains(status.outcome()))
        || (only.contains(Only.STALE) && !status.codeFingerprint().equals(fingerprint));
  }

  private void say(Map<String, TrialStatus> finished, List<Trial> todo, String fingerprint) {
    List<TrialStatus> kept =
        plan.trials().stream()
            .filter(trial -> finished.containsKey(trial.key()) && !todo.contains(trial))
            .map(trial -> finished.get(trial.key()))
            .toList();
    console.println(
        "sweep "
            + plan.sweep().name()
            + ": "
            + plan.trials().size()
            + " trials planned, "
            + kept.size()
            + " have a row already, "
            + todo.size()
            + " to run");
    long failed = kept.stream().filter(status -> FAILURES.contains(status.outcome())).count();
    if (failed > 0) {
      console.println(failed + " of the rows are failures; --only failed runs them again");
    }
    long stale =
        kept.stream().filter(status -> !status.codeFingerprint().equals(fingerprint)).count();
    if (stale > 0) {
      console.println(
          stale + " of the rows were computed by other code; --only stale runs them again");
    }
  }

  private static void shuffle(List<Trial> trials, long seed) {
    var random = new Seed(seed).derive("launch-order").generator();
    for (int index = trials.size() - 1; index > 0; index--) {
      int other = random.nextInt(index + 1);
      trials.set(other, trials.set(index, trials.get(other)));
    }
  }

  /** The part of a run that needs Spark. */
  private final class Execution {

    /** Equal failures, with nothing OK before them, after which the rest is not tried. */
    private static final int REPEATED_FAILURES = 3;

    private final JavaSparkContext spark;
    private final ResultStore store;
    private final String fingerprint;
    private final ReferenceStore references = new ReferenceStore(referenceFolder, hadoop);

    /** Whether the writer's thread has stopped the run. */
    private volatile boolean stopped;

    /** Why it cannot go on; null where it merely should not. */
    private volatile RunRefusedException refusal;

    private final Map<String, Integer> failures = new HashMap<>();
    private boolean anythingElse;

    Execution(JavaSparkContext spark, ResultStore store, String fingerprint) {
      this.spark = spark;
      this.store = store;
      this.fingerprint = fingerprint;
    }

    void run(List<Trial> todo) throws RunRefusedException, IOException, InterruptedException {
      Map<ReferenceSpec, Outcome> missing = generateReferences(todo);
      double work = todo.stream().mapToDouble(Trial::predictedSeconds).sum();
      DoubleAccumulator workDone = spark.sc().doubleAccumulator(Progress.WORK_DONE);
      TrialTask task =
          new TrialTask(
              references, new ModelStore(new Path(sweepFolder, "models"), hadoop), workDone);
      int slots = SparkSessions.slots(spark);
      try (Progress progress = new Progress(console, terminal, todo.size(), work, slots);
          ResultWriter writer =
              new ResultWriter(store, plan.sweep().name(), fingerprint, new Watch(progress))) {
        spark.sc().addSparkListener(progress);
        List<Trial> runnable = new ArrayList<>();
        for (Trial trial : todo) {
          Optional<Outcome> blocked =
              references(trial).map(missing::get).filter(outcome -> outcome != null).findFirst();
          blocked.ifPresentOrElse(
              outcome -> writer.add(withoutRunning(trial, outcome)), () -> runnable.add(trial));
        }
        new StreamedJob<Trial, TrialResult>(spark, task::run, TrialResult.class)
            .run(
                runnable,
                writer::add,
                (trial, reason) -> writer.add(withoutRunning(trial, new Outcome.Lost(reason))));
      } catch (IllegalStateException e) {
        if (!stopped) {
          throw e;
        }
      }
      if (refusal != null) {
        throw refusal;
      }
    }

    /** Generates what is not there yet; returns the outcome of trials that need what cannot be. */
    private Map<ReferenceSpec, Outcome> generateReferences(List<Trial> todo) throws IOException {
      Map<ReferenceSpec, ReferenceResult> results = new LinkedHashMap<>();
      Map<ReferenceSpec, Outcome> missing = new HashMap<>();
      List<ReferenceSpec> toGenerate = new ArrayList<>();
      for (ReferenceSpec spec : todo.stream().flatMap(SweepRun::references).distinct().toList()) {
        Optional<ReferenceResult> known = references.find(spec);
        known.ifPresentOrElse(result -> results.put(spec, result), () -> toGenerate.add(spec));
      }
      if (!toGenerate.isEmpty()) {
        console.println("generating " + toGenerate.size() + " reference data sets");
        ReferenceTask task = new ReferenceTask(references);
        new StreamedJob<ReferenceSpec, ReferenceResult>(spark, task::run, ReferenceResult.class)
            .run(
                toGenerate,
                result -> results.put(result.spec(), result),
                (spec, reason) -> missing.put(spec, new Outcome.Lost(reason)));
      }
      store.putReferences(List.copyOf(results.values()));
      results.forEach(
          (spec, result) -> {
            if (!result.divergence().isEmpty()) {
              missing.put(spec, new Outcome.ReferenceDiverged(result.divergence()));
            }
          });
      return missing;
    }

    private TrialResult withoutRunning(Trial trial, Outcome outcome) {
      return new TrialResult(
          trial,
          outcome,
          0,
          new Effort(0, 0, 0, 0),
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

      Watch(Progress progress) {
        this.progress = progress;
      }

      @Override
      public void appended(TrialResult result) {
        progress.finished(result);
        if (result.outcome() instanceof Outcome.Failed failed) {
          String error = failed.errorClass() + ": " + failed.message();
          if (!anythingElse && failures.merge(error, 1, Integer::sum) == REPEATED_FAILURES) {
            console.println(
                "the first "
                    + REPEATED_FAILURES
                    + " trials all failed with "
                    + error
                    + "; stopped: mend that, then run again with --only failed,missing");
            stop();
          }
        } else {
          anythingElse = true;
        }
      }

      @Override
      public void failed(ResultsUnwritableException failure) {
        refusal = new RunRefusedException(failure.getMessage());
        stop();
      }

      private void stop() {
        if (!stopped) {
          stopped = true;
          spark.sc().cancelAllJobs();
        }
      }
    }
  }

  private static Stream<ReferenceSpec> references(Trial trial) {
    return Stream.concat(
        trial.config().trainingReferences().stream(), trial.config().testReferences().stream());
  }
}
