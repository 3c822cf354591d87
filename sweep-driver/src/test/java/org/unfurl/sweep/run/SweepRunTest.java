package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;
import org.unfurl.train.trainer.Divergence;

/** Whole runs of a sweep so small that each takes a few seconds. */
class SweepRunTest {

  private static final String ONE = "one";
  private static final String WIG = "wig";
  private static final String PERSISTENCE = "baseline/persistence";
  private static final String SOLVER = "baseline/solver-etd1";

  @TempDir private Path results;
  private final StringWriter console = new StringWriter();
  private final Plan plan = SweepFiles.plan(SweepFiles.TINY);

  @Test
  void aRunLeavesRowsPlanReferencesEnvironmentAndModels()
      throws IOException, RunRefusedException, InterruptedException {
    assertTrue(run(plan, Only.MISSING), console.toString());
    assertEquals(
        Map.of(
            ONE,
            OutcomeKind.OK,
            WIG,
            OutcomeKind.OK,
            PERSISTENCE,
            OutcomeKind.OK,
            SOLVER,
            OutcomeKind.OK),
        outcomes(plan));
    assertEquals(plan.keys(), reader(plan).plan().stream().map(row -> row.trialKey()).toList());
    assertEquals(plan.references().size(), files("reference-data", ".npy"));
    assertEquals(plan.references().size(), files("reference-data", ".json"));
    assertEquals(plan.references().size(), files("reference-data/coordinates", ".npy"));
    assertEquals(2, files("tiny/models", ".safetensors"));
    assertEquals(1, files("tiny/references", ".parquet"));
    assertEquals(1, files("tiny/environment", ".parquet"));
    assertEnded(results.resolve("tiny"));
    assertTrue(
        console.toString().startsWith("sweep tiny: 4 trials planned, 0 have a row already, 4 to"),
        console.toString());

    // Again: nothing to do, and so no Spark, which the master would prevent.
    assertTrue(new Attempt(plan).run("foo", Only.MISSING));
    assertTrue(console.toString().contains("4 have a row already, 0 to run"));
  }

  private static void assertEnded(Path sweep) throws IOException {
    try (Stream<Path> files = Files.list(sweep.resolve("_writer"))) {
      List<Path> claims = files.filter(file -> !file.endsWith("lock")).toList();
      assertEquals(1, claims.size(), claims.toString());
      assertTrue(Files.readString(claims.get(0)).contains("state=ended"));
    }
  }

  @Test
  void onlyFailedAndOnlyStaleRunWhatTheySay() throws RunRefusedException, InterruptedException {
    String now = CodeFingerprint.current();
    append(now, Map.of(PERSISTENCE, new Outcome.Failed("a.Bug", "once", "")));
    append("other-code", Map.of(SOLVER, new Outcome.Ok()));
    append(now, Map.of(ONE, new Outcome.TrainingDiverged(3, new Divergence.OfNetwork(2), 1)));

    assertTrue(run(plan, Only.FAILED));
    assertEquals(
        Map.of(
            PERSISTENCE,
            OutcomeKind.OK,
            SOLVER,
            OutcomeKind.OK,
            ONE,
            OutcomeKind.TRAINING_DIVERGED),
        outcomes(plan));
    assertEquals("other-code", row(SOLVER).codeFingerprint());
    assertTrue(
        console.toString().contains("1 of the rows were computed by other code; --only stale"),
        console.toString());

    assertTrue(run(plan, Only.STALE));
    assertEquals(now, row(SOLVER).codeFingerprint());
    assertEquals(3, reader(plan).trials().size());
  }

  @Test
  void rowsOfAnOlderSchemaAreSaidAndNotCounted() throws RunRefusedException, InterruptedException {
    FinishedRows.appendOlder(results.toString(), plan);
    Plan alone = new Plan(plan.sweep(), List.of(trial(PERSISTENCE)), plan.references());
    assertTrue(run(alone, Only.MISSING), console.toString());
    assertTrue(
        console
            .toString()
            .startsWith(
                "sweep tiny: 1 trials planned, 0 have a row already, 1 to run\n"
                    + "4 rows answer to an older schema of keys, from an Unfurl before this one,"
                    + " and are not counted; trials that they hold run again\n"),
        console.toString());
    assertEquals(OutcomeKind.OK, outcomes(alone).get(PERSISTENCE));
    assertEquals(5, reader(plan).trials().size());
  }

  @Test
  void aLostTrialIsMissingAndFailed() throws RunRefusedException, InterruptedException {
    append(CodeFingerprint.current(), Map.of(PERSISTENCE, new Outcome.Lost("its machine burnt")));
    Plan alone = new Plan(plan.sweep(), List.of(trial(PERSISTENCE)), plan.references());
    assertTrue(run(alone, Only.STALE));
    assertEquals(OutcomeKind.LOST, row(PERSISTENCE).outcome());
    assertTrue(run(alone, Only.MISSING));
    assertEquals(OutcomeKind.OK, row(PERSISTENCE).outcome());
  }

  @Test
  void aReferenceThatDivergedIsTheOutcomeOfWhoNeedsIt()
      throws IOException, RunRefusedException, InterruptedException {
    ReferenceSpec training =
        ((org.unfurl.sweep.plan.TrialConfig.Trained) trial(ONE).config())
            .trainingReferences()
            .get(0);
    references().writeDivergence(training, "diverged in frame 3", 0.1, "host");
    assertTrue(run(plan, Only.MISSING));
    assertEquals(
        Map.of(
            ONE,
            OutcomeKind.REFERENCE_DIVERGED,
            WIG,
            OutcomeKind.REFERENCE_DIVERGED,
            PERSISTENCE,
            OutcomeKind.OK,
            SOLVER,
            OutcomeKind.OK),
        outcomes(plan));
    assertTrue(console.toString().contains(ONE + "  diverged in frame 3\n"), console.toString());
  }

  @Test
  void damagedReferenceDataAreAFailureThatSaysWhatMendsIt()
      throws IOException, RunRefusedException, InterruptedException {
    run(new Plan(plan.sweep(), List.of(trial(PERSISTENCE)), plan.references()), Only.MISSING);
    ReferenceSpec test = trial(SOLVER).config().testReferences().get(0);
    Path data = results.resolve("reference-data/" + test.key() + ".npy");
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length - 1] ^= 1;
    Files.write(data, bytes);

    // The three that are left fail alike, which stops the run.
    assertTrue(run(plan, Only.MISSING));
    assertEquals(OutcomeKind.FAILED, row(SOLVER).outcome());
    assertEquals("java.lang.IllegalStateException", row(SOLVER).errorClass());
    assertTrue(
        row(SOLVER).errorMessage().contains("delete both files, then run again with --only"),
        row(SOLVER).errorMessage());
    assertTrue(
        console.toString().contains("the first 3 trials all failed with "), console.toString());

    Files.delete(data);
    Files.delete(results.resolve("reference-data/" + test.key() + ".json"));
    assertTrue(run(plan, Only.MISSING, Only.FAILED));
    assertEquals(
        Map.of(
            ONE,
            OutcomeKind.OK,
            WIG,
            OutcomeKind.OK,
            PERSISTENCE,
            OutcomeKind.OK,
            SOLVER,
            OutcomeKind.OK),
        outcomes(plan));
  }

  @Test
  void aTrainingThatDivergesIsARow() throws RunRefusedException, InterruptedException {
    // The largest rate that a sweep file may ask for.
    Plan wild = SweepFiles.plan(SweepFiles.TINY.replace("initial: 1e-3", "initial: 10"));
    assertTrue(run(wild, Only.MISSING));
    assertEquals(OutcomeKind.TRAINING_DIVERGED, outcomes(wild).get(WIG), console.toString());
  }

  @Test
  void interruptedBeforeItStartsItLeavesNoRowAndResumes()
      throws IOException, RunRefusedException, InterruptedException {
    Attempt attempt = new Attempt(plan);
    Thread interrupting = new Thread(attempt::interrupt);
    attempt.beforeRunning(interrupting);
    assertFalse(attempt.run("local[2]", Only.MISSING));
    interrupting.join();
    assertTrue(
        console
            .toString()
            .endsWith("interrupted: 0 of 4 trials have a row; the same command resumes\n"),
        console.toString());
    assertEnded(results.resolve("tiny"));
  }

  @Test
  void interruptedWhileItMakesReferencesItGoesOnFromThere() throws Exception {
    Plan flow =
        SweepFiles.plan(
            SweepFiles.TINY
                .replace("kuramoto-sivashinsky", "kolmogorov-quick")
                .replace("sweep: tiny", "sweep: flow"));
    Plan alone = new Plan(flow.sweep(), List.of(flow.baselines().get(0)), flow.references());
    Attempt attempt = new Attempt(alone);
    Thread interrupting =
        new Thread(
            () -> {
              while (!isGenerating()) {
                LockSupport.parkNanos(1_000_000); // looking at all threads stops them
              }
              attempt.interrupt();
            });
    interrupting.start();
    assertFalse(attempt.run("local[1]", Only.MISSING), console.toString());
    interrupting.join();
    assertTrue(Files.exists(results.resolve("reference-data")), console.toString());
    assertEquals(1, files("reference-data", ".unfinished"), console.toString());

    assertTrue(run(alone, Only.MISSING), console.toString());
    assertEquals(0, files("reference-data", ".unfinished"));
    for (ReferenceSpec spec : alone.trials().get(0).config().testReferences()) {
      assertArrayEquals(
          ReferenceGenerator.generate(spec).values(), references().read(spec).values());
    }
  }

  /** Whether a frame of a reference is being computed, by a task. */
  private static boolean isGenerating() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(
            calls ->
                Stream.of(calls).anyMatch(call -> call.getClassName().endsWith(".ReferenceTask"))
                    && Stream.of(calls)
                        .anyMatch(
                            call ->
                                call.getClassName().endsWith(".PisoStepper")
                                    && call.getMethodName().equals("step")));
  }

  @Test
  void aMasterThatIsNoneCostsNoRow() {
    append(CodeFingerprint.current(), Map.of(PERSISTENCE, new Outcome.Failed("a.Bug", "once", "")));
    Attempt attempt = new Attempt(plan);
    assertThrows(RunRefusedException.class, () -> attempt.run("foo", Only.FAILED));
    assertEquals(OutcomeKind.FAILED, row(PERSISTENCE).outcome());
  }

  @Test
  void referenceDataThatCannotBeWrittenRefuseTheRun() throws IOException {
    Files.writeString(results.resolve("reference-data"), "a file where a folder belongs");
    RunRefusedException refused =
        assertThrows(RunRefusedException.class, () -> run(plan, Only.MISSING));
    assertTrue(refused.getMessage().contains("reference-data"), refused.getMessage());
    assertEquals(Map.of(), outcomes(plan));
  }

  private boolean run(Plan plan, Only... only) throws RunRefusedException, InterruptedException {
    return new Attempt(plan).run("local[2]", only);
  }

  private Trial trial(String label) {
    return plan.trials().stream().filter(t -> t.label().equals(label)).findFirst().orElseThrow();
  }

  private TrialRow row(String label) {
    return reader(plan).trials().stream()
        .filter(row -> row.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, OutcomeKind> outcomes(Plan plan) {
    Map<String, OutcomeKind> outcomes = new TreeMap<>();
    reader(plan).trials().forEach(row -> outcomes.put(row.label(), row.outcome()));
    return outcomes;
  }

  private ResultReader reader(Plan plan) {
    return ResultReader.of(
        SweepRun.sweepFolder(results.toString(), plan.sweep().name()), new Configuration());
  }

  private ReferenceStore references() {
    return new ReferenceStore(
        new org.apache.hadoop.fs.Path(results.toString(), "reference-data"), new Configuration());
  }

  private void append(String fingerprint, Map<String, Outcome> outcomes) {
    FinishedRows.append(results.toString(), plan, fingerprint, outcomes);
  }

  private long files(String folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(results.resolve(folder))) {
      return all.filter(path -> path.toString().endsWith(ending)).count();
    }
  }

  /** One call of a run, as the command line makes it. */
  private final class Attempt {

    private final Plan plan;
    private SweepRun run;
    private Thread first;

    Attempt(Plan plan) {
      this.plan = plan;
    }

    void beforeRunning(Thread thread) {
      first = thread;
    }

    boolean run(String master, Only... only) throws RunRefusedException, InterruptedException {
      run =
          new SweepRun(
              plan,
              results.toString(),
              SparkSessions.configuration(master),
              new PrintWriter(console),
              false);
      if (first != null) {
        first.start();
        while (first.getState() != Thread.State.TIMED_WAITING) { // waits for the run to end
          Thread.onSpinWait();
        }
      }
      return run.run(
          new SweepRun.Request(
              plan.trials(), EnumSet.copyOf(List.of(only)), OptionalLong.empty(), "test"));
    }

    void interrupt() {
      try {
        run.interrupt("interrupted");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
