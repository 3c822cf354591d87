package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.Utils;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.console.ConsoleLine;
import org.unfurl.sweep.machine.Machine;
import org.unfurl.sweep.machine.UnusableMachineException;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.spark.AwaitedExecutors;
import org.unfurl.sweep.spark.ExecutorCheck;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SharedFolder;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.spark.YarnDriver;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.sweep.storage.WriteLease;
import org.unfurl.sweep.table.PlannedTrial;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.ResultsUnwritableException;
import org.unfurl.sweep.table.RunEnvironment;
import org.unfurl.sweep.table.TrialStatus;

/**
 * One run of a plan: computes the trials that have no row yet, and appends their rows as they come.
 * Killed at any instant and started again it loses at most what was in flight.
 */
public final class SweepRun {

  private static final int INTERRUPTION_SECONDS = 10;

  private final Plan plan;
  private final Path sweepFolder;
  private final Configuration hadoop;
  private final SparkConf sparkConf;
  private final PrintWriter console;
  private final boolean terminal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String ending = "";
  private volatile boolean interrupted;

  /** Stops what is running; null while nothing is. */
  private volatile Runnable cancel;

  /**
   * Prepares one call of {@link #run}; touches nothing yet.
   *
   * @param results folder of all sweeps, any Hadoop file system; relative to this process
   * @param sparkConf from {@link SparkSessions#configuration}
   * @param console for progress
   * @param terminal whether the console can redraw a line
   * @throws RunRefusedException if executors could not know which folder is meant
   */
  public SweepRun(
      Plan plan, String results, SparkConf sparkConf, PrintWriter console, boolean terminal)
      throws RunRefusedException {
    this.plan = plan;
    this.sweepFolder = known(sweepFolder(results, plan.sweep().name()), sparkConf);
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
   * Where the tables of this run's sweep lie; on a cluster, in words that mean the same everywhere.
   */
  public Path sweepFolder() {
    return sweepFolder;
  }

  /** A folder as executors must be told of it. */
  private static Path known(Path sweepFolder, SparkConf conf) throws RunRefusedException {
    if (SparkSessions.isLocal(conf)) {
      return sweepFolder;
    }
    try {
      return SharedFolder.qualified(sweepFolder, conf);
    } catch (IOException e) {
      throw new RunRefusedException(
          "--results (" + sweepFolder.getParent() + ") cannot be shared: " + e.getMessage(), e);
    }
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
   * @return whether it came to its end; false if it was interrupted
   * @throws RunRefusedException if the results folder cannot be used, or Spark cannot be reached
   * @throws UnusableMachineException if this machine lacks what a run needs; nothing is written
   *     then
   */
  public boolean run(Request request) throws RunRefusedException, InterruptedException {
    try {
      return runRefusing(request);
    } catch (RunRefusedException | RuntimeException | Error e) {
      // A JVM that is ending breaks Spark in many ways, none of which is news then.
      if (!interrupted) {
        throw e;
      }
      console.println(ending + "; the same command resumes");
      return false;
    } finally {
      ended.countDown();
    }
  }

  private boolean runRefusing(Request request) throws RunRefusedException, InterruptedException {
    try {
      folder().refuseForeign();
      requireMachine(request);
      SparkSessions.requireSameSpark(sparkConf);
      String rows = runLocked(request);
      if (interrupted) {
        console.println(ending + ": " + rows + "; the same command resumes");
      }
      return !interrupted;
    } catch (ResultsUnwritableException e) {
      throw new RunRefusedException(e.getMessage(), e);
    } catch (IOException | UncheckedIOException e) {
      throw new RunRefusedException(
          "results (" + sweepFolder + ") cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Makes {@link #run} return soon, with the rows of everything that has finished, and waits for
   * that a few seconds. For any thread.
   *
   * @param reason in a word or a few, for the console
   * @return whether it has returned
   */
  public boolean interrupt(String reason) throws InterruptedException {
    ending = reason;
    interrupted = true;
    Runnable started = cancel;
    if (started != null) {
      started.run();
    }
    return ended.await(INTERRUPTION_SECONDS, TimeUnit.SECONDS);
  }

  private void requireMachine(Request request) {
    boolean training =
        SparkSessions.isLocal(sparkConf)
            && request.selected().stream()
                .anyMatch(trial -> trial.config() instanceof TrialConfig.Trained);
    Machine.require(
        Stream.of(Utils.getConfiguredLocalDirs(sparkConf)).map(java.nio.file.Path::of).toList(),
        training);
  }

  private SweepFolder folder() {
    return new SweepFolder(sweepFolder, hadoop);
  }

  /** Returns how far the sweep is. */
  private String runLocked(Request request)
      throws RunRefusedException, IOException, InterruptedException {
    try (WriteLease lease = folder().lease(console::println);
        ResultStore store = ResultStore.open(sweepFolder, hadoop, lease)) {
      Map<String, TrialStatus> finished = store.reader().finished();
      folder().refuseOther(plan, finished);
      String fingerprint = CodeFingerprint.current();
      List<Trial> todo =
          request.selected().stream()
              .filter(trial -> isDue(finished.get(trial.key()), request.only(), fingerprint))
              .collect(Collectors.toCollection(ArrayList::new));
      say(finished, todo, fingerprint);
      if (todo.isEmpty()) {
        store.replacePlan(PlannedTrial.of(plan));
        if (YarnDriver.isHosted(sparkConf)) { // which takes a driver without Spark for a failed one
          SparkSessions.start(sparkConf).close();
        }
      } else {
        request.shuffle().ifPresent(seed -> shuffle(todo, seed));
        // Spark first: a master that cannot be reached must not cost the rows to be replaced.
        try (AwaitedExecutors awaited = new AwaitedExecutors(sparkConf, this::printLine);
            JavaSparkContext spark = SparkSessions.start(sparkConf);
            SharedFolder shared = offer()) {
          awaited.of(spark);
          check(spark, shared);
          store.forget(
              todo.stream()
                  .map(Trial::key)
                  .filter(finished::containsKey)
                  .collect(Collectors.toSet()));
          store.replacePlan(PlannedTrial.of(plan));
          RunEnvironment environment = EnvironmentRow.of(spark, request.command());
          store.putEnvironment(environment);
          Provenance provenance =
              new Provenance(plan.sweep().name(), environment.runId(), fingerprint);
          execute(execution(spark, store, shared, provenance, todo), todo);
        }
      }
      Set<String> rows = store.reader().finished().keySet();
      return plan.trials().stream().filter(trial -> rows.contains(trial.key())).count()
          + " of "
          + plan.trials().size()
          + " trials have a row";
    }
  }

  /** A line that stays, above one that is redrawn. */
  private void printLine(String text) {
    new ConsoleLine(console, terminal).print(text);
  }

  /** Shows executors which folder is meant. */
  private SharedFolder offer() throws IOException {
    return SparkSessions.isLocal(sparkConf)
        ? SharedFolder.ofOneProcess(sweepFolder, hadoop)
        : SharedFolder.offer(sweepFolder, hadoop);
  }

  private void check(JavaSparkContext spark, SharedFolder shared) throws RunRefusedException {
    if (!SparkSessions.isLocal(sparkConf)) {
      ExecutorCheck check = new ExecutorCheck(spark, shared);
      cancel = check::cancel;
      check.run();
    }
  }

  private Execution execution(
      JavaSparkContext spark,
      ResultStore store,
      SharedFolder shared,
      Provenance provenance,
      List<Trial> todo) {
    return new Execution(
        spark,
        store,
        new Stores(
            new ReferenceStore(ResultLayout.references(sweepFolder.getParent()), hadoop, shared),
            new ModelStore(ResultLayout.models(sweepFolder), hadoop, shared),
            NetworkFiles.of(todo)),
        plan.sweep().ownData(),
        provenance,
        new Execution.Console(console, terminal));
  }

  private void execute(Execution started, List<Trial> todo)
      throws RunRefusedException, IOException, InterruptedException {
    cancel = started::cancel;
    if (interrupted) { // before there was an execution to cancel
      started.cancel();
    }
    started.run(todo);
  }

  private static boolean isDue(TrialStatus status, Set<Only> only, String fingerprint) {
    if (status == null) {
      return only.contains(Only.MISSING);
    }
    OutcomeKind outcome = status.outcome();
    return (only.contains(Only.FAILED) && outcome.isFailure())
        || (outcome.leavesWork()
            ? only.contains(Only.MISSING)
            : only.contains(Only.STALE) && !status.codeFingerprint().equals(fingerprint));
  }

  private void say(Map<String, TrialStatus> finished, List<Trial> todo, String fingerprint) {
    Set<String> due = todo.stream().map(Trial::key).collect(Collectors.toSet());
    List<TrialStatus> kept =
        plan.trials().stream()
            .filter(trial -> finished.containsKey(trial.key()) && !due.contains(trial.key()))
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
    long older =
        finished.values().stream().filter(status -> status.schema() < TrialKey.SCHEMA).count();
    if (older > 0) {
      console.println(
          older
              + (older == 1 ? " row answers" : " rows answer")
              + " to an older schema of keys, from an Unfurl before this one, and "
              + (older == 1 ? "is" : "are")
              + " not counted; trials that they hold run again");
    }
    long failed = kept.stream().filter(status -> status.outcome().isFailure()).count();
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
}
