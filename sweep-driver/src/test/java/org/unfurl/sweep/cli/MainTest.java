package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.path.WrittenPath;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.run.FinishedRows;
import org.unfurl.sweep.storage.WriteLease;
import org.unfurl.train.trainer.Divergence;

/** What a user sees of each verb; nothing here gets as far as Spark. */
class MainTest {

  private static final String TRIAL = "correction/wig/s0";
  private static final String PERSISTENCE = "baseline/persistence";

  @TempDir private Path folder;
  private Path file;
  private Path results;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("sweep.yaml"), SweepFiles.MINIMAL);
    results = folder.resolve("results");
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("seed: 0", "seed: zero", ":5: seed (zero) must be a whole number"),
        Arguments.of(
            "seed: 0",
            "unrol-length: 3",
            ":5: key (unrol-length) is unknown in the sweep file; did you mean unroll-length?"),
        Arguments.of(
            "kuramoto-sivashinsky",
            "kuramoto-sivashinski",
            ":2: system (kuramoto-sivashinski) is unknown; did you mean kuramoto-sivashinsky?"),
        Arguments.of("seed: 0", "seed: []", ":5: seed"),
        Arguments.of(
            "seed: 0",
            "seed: 0\nseed: 1",
            ":6: seed (given twice) must be given once; line 5 has the first"),
        Arguments.of("width: 10", "width: -10", ":6: width (-10) must be at least 1"),
        Arguments.of(SweepFiles.MINIMAL, "{ not [ yaml", ":1: "));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileIsToldWithItsLineByEveryVerbAndNothingIsWritten(
      String good, String bad, String message) throws IOException {
    Files.writeString(file, SweepFiles.MINIMAL.replace(good, bad));
    assertBadInput(file + message, "run", file.toString(), "--results", results.toString());
    assertBadInput(file + message, "validate", file.toString());
    assertBadInput(file + message, "plan", file.toString());
    assertFalse(Files.exists(results));
  }

  @Test
  void aMissingFileIsTold() {
    String missing = folder.resolve("none.yaml").toString();
    String message =
        "SWEEP (" + missing + ") must be a file that can be read, but: there is no such file";
    assertBadInput(message, "run", missing, "--results", results.toString());
    assertBadInput(message, "plan", missing);
    assertBadInput("but: it is a folder", "validate", folder.toString());
    assertFalse(Files.exists(results));
  }

  @Test
  void anOutputBelowAFileIsRefused() throws IOException {
    Files.writeString(results, "a file");
    assertBadInput(
        "--results (" + results + ") must be a folder that can be written, but: ",
        run(results.toString()));
    assertEquals("a file", Files.readString(results));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown://host/folder", "host:folder"})
  void anOutputThatIsNoPlaceIsRefused(String place) {
    assertBadInput("--results (" + place + ") ", run(place));
    assertBadInput("--results (" + place + ") ", "status", file.toString(), "--results", place);
  }

  @Test
  void aPathThatOnlyAShellCouldReadIsRefused() throws IOException {
    String told = ") holds $HOME, which only a shell replaces, and not in single quotes; write out";
    assertBadInput("--results ($HOME/x" + told, run("$HOME/x"));
    assertBadInput("SWEEP ($HOME/x.yaml" + told, "plan", "$HOME/x.yaml");
    assertBadInput("--page ($HOME/x.md" + told, "verify", "--short", "--page", "$HOME/x.md");
    assertBadInput("--results (~nobody/x) begins with ~nobody, which only", run("~nobody/x"));
    Files.writeString(
        file,
        SweepFiles.MINIMAL
            + "references: [{ system: kuramoto-sivashinsky, parameter: 1.0, split: train, file:"
            + " $HOME/x.npy, frame-time: 1 }]\n");
    assertBadInput(file + ":10: file ($HOME/x.npy" + told, "validate", file.toString());
  }

  @Test
  void aTildeIsTheHomeFolderWhereNoShellReplacesIt() throws IOException {
    String home = WrittenPath.resolve("~");
    assertEquals(0, unfurl("explain", file.toString(), TRIAL, "--results=~/none"));
    assertTrue(out.toString().endsWith("--results " + home + "/none\n"), out.toString());
    assertBadInput("SWEEP (" + home + "/no-such.yaml) must be", "plan", "~/no-such.yaml");
    Files.writeString(
        file,
        SweepFiles.MINIMAL
            + "references: [{ system: kuramoto-sivashinsky, parameter: 1.0, split: train, file:"
            + " ~/no-such.npy, frame-time: 1 }]\n");
    assertBadInput(
        "file (~/no-such.npy) must be a file, but " + home + "/no-such.npy does not exist",
        "validate",
        file.toString());
  }

  @Test
  void aForeignFolderIsRefusedAndLeftAlone() throws IOException {
    Path foreign = Files.createDirectories(results.resolve("minimal"));
    Files.writeString(foreign.resolve("thesis.tex"), "years of work");
    assertBadInput(foreign + " holds something that is not a sweep's tables", run());
    assertArrayEquals(new String[] {"thesis.tex"}, foreign.toFile().list());
  }

  @Test
  void outputOfAnotherSweepIsRefusedAndLeftAlone() throws IOException {
    fill(SweepFiles.MINIMAL, Map.of(TRIAL, new Outcome.Ok()));
    String other = SweepFiles.MINIMAL.replace("updates: 100", "updates: 101");
    // Baselines train nothing, so they are the same trials in both.
    Files.writeString(file, other + "baselines: []\n");
    String[] before = results.resolve("minimal").toFile().list();
    assertBadInput(
        results.resolve("minimal")
            + " holds 1 trials of another sweep, and none of this plan; give this sweep another"
            + " name, or choose another --results",
        run());
    assertArrayEquals(before, results.resolve("minimal").toFile().list());
  }

  @Test
  void aSecondRunIsRefused() throws Exception {
    Path sweep = Files.createDirectories(results.resolve("minimal"));
    try (WriteLease first =
        WriteLease.take(
            new org.apache.hadoop.fs.Path(sweep.toString()),
            new Configuration(),
            "process 12 on host.example",
            WriteLease.Timing.USUAL,
            line -> {})) {
      assertBadInput(sweep + " is being written by process 12 on host.example since ", run());
    }
  }

  @Test
  void theLockOfAnOlderUnfurlIsRespected() throws IOException {
    Path sweep = Files.createDirectories(results.resolve("minimal/trials")).getParent();
    Path lock = Files.writeString(sweep.resolve("_lock"), "host.example\n12\n");
    assertBadInput(lock + " is the lock of an older Unfurl, which does not see ours; ", run());
  }

  @Test
  void anUnknownTrialListsTheLabels() {
    assertBadInput(
        "trial (nonsense) must be the label of a trial of this sweep, or the beginning of one key;"
            + " it fits 0. The labels: baseline/persistence, baseline/solver-etd1, "
            + TRIAL,
        "explain",
        file.toString(),
        "nonsense");
  }

  private String[] run() {
    return run(results.toString());
  }

  private String[] run(String place) {
    return new String[] {"run", file.toString(), "--results", place};
  }

  private void assertBadInput(String message, String... arguments) {
    assertEquals(Main.BAD_INPUT, unfurl(arguments), err.toString());
    assertTrue(err.toString().contains(message), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void noArgumentsShowTheUsage() {
    assertEquals(Main.BAD_INPUT, unfurl());
    assertTrue(err.toString().startsWith("Usage: unfurl [-hV] VERB"), err.toString());
  }

  @Test
  void helpListsVerbsAndExitCodes() {
    assertEquals(0, unfurl("--help"));
    assertTrue(out.toString().contains("validate"), out.toString());
    assertTrue(out.toString().contains("  3     finished, with failures"), out.toString());
    assertEquals(0, unfurl("run", "--help"));
    assertTrue(out.toString().contains("--only=WHAT[,WHAT...]"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void versionNamesTheCommit() {
    assertEquals(0, unfurl("--version"));
    assertTrue(out.toString().startsWith("unfurl "), out.toString());
  }

  @Test
  void anUnknownVerbIsToldWhatWasMeant() {
    assertBadInput("Did you mean: unfurl validate", "valdate");
    assertBadInput("--slots (0) must be at least 1", "plan", file.toString(), "--slots", "0");
    assertBadInput("--only", "run", file.toString(), "--only", "everything");
  }

  @Test
  void validateCounts() {
    assertEquals(0, unfurl("validate", file.toString()));
    assertEquals(file + ": ok, 3 trials\n", out.toString());
  }

  @Test
  void statusOfAnEmptyFolder() {
    assertEquals(0, unfurl("status", file.toString(), "--results", results.toString()));
    assertTrue(out.toString().endsWith("planned 3 = missing 3\n"), out.toString());
    assertFalse(Files.exists(results));
  }

  @Test
  void statusOfAFilledFolderEndsWithTheSummary() {
    fill(
        SweepFiles.MINIMAL,
        Map.of(TRIAL, new Outcome.Ok(), "baseline/persistence", new Outcome.Lost("burnt")));
    assertEquals(0, unfurl("status", file.toString(), "--results", results.toString()));
    assertTrue(out.toString().contains("planned 3 = ok 1 + lost 1 + missing 1\n"), out.toString());
    assertTrue(out.toString().contains("tables: " + results), out.toString());
  }

  @Test
  void explainTellsWhatATrialNeedsAndWhatCameOut() {
    assertEquals(0, unfurl("explain", file.toString(), TRIAL, "--results", results.toString()));
    String before = out.toString();
    assertTrue(before.startsWith(TRIAL + "\nkey        "), before);
    assertTrue(before.contains("\nresult     none yet\n"), before);
    assertTrue(
        before.endsWith(
            "run alone  ./unfurl run "
                + file
                + " --trial "
                + TRIAL
                + " --results "
                + results
                + "\n"),
        before);

    // FinishedRows' error is 0.25; its rollouts are stable for 3 frames.
    fill(SweepFiles.MINIMAL, Map.of(TRIAL, new Outcome.Ok()));
    unfurl("explain", file.toString(), TRIAL, "--results", results.toString());
    assertTrue(
        out.toString().contains("\nresult     OK, relative error 0.2500, stable for 3 frames\n"),
        out.toString());
    assertTrue(out.toString().endsWith("--results " + results + "-again\n"), out.toString());
  }

  @Test
  void ownDataAreShownWithTheirFile() throws IOException {
    Path data = folder.resolve("mine.npy");
    try (OutputStream bytes = Files.newOutputStream(data)) {
      NpyFormat.write(new Trajectories(1, 1250, 48, new double[1250 * 48]), bytes);
    }
    Files.writeString(
        file,
        SweepFiles.MINIMAL
            + "references: [{ system: kuramoto-sivashinsky, parameter: 1.0, split: train, file:"
            + " mine.npy, frame-time: 1 }]\n");
    assertEquals(0, unfurl("plan", file.toString()), err.toString());
    // 1250 x 48 x 8 bytes and a header of 128.
    assertTrue(
        out.toString()
            .contains("\nown data        kuramoto-sivashinsky train 1, 1 x 1250 frames, 480.1 kB"),
        out.toString());
    assertTrue(out.toString().contains("from " + data + "\n"), out.toString());

    assertEquals(0, unfurl("explain", file.toString(), TRIAL, "--results", results.toString()));
    assertTrue(
        out.toString().contains("  train         1.0  1 trajectories x 1250 frames  "),
        out.toString());
    assertTrue(out.toString().contains(".npy  from " + data + "\n"), out.toString());
  }

  @Test
  void resultsOfTwoMachinesAreMergedAndSummarised() {
    Path there = folder.resolve("there");
    fill(SweepFiles.MINIMAL, Map.of(TRIAL, new Outcome.Ok(), PERSISTENCE, new Outcome.Ok()));
    FinishedRows.append(
        there.toString(),
        SweepFiles.plan(SweepFiles.MINIMAL),
        "code-1",
        Map.of(PERSISTENCE, new Outcome.Ok(), "baseline/solver-etd1", new Outcome.Ok()));
    String all = folder.resolve("all").toString();
    assertEquals(
        0, unfurl("merge", results.toString(), there.toString(), "--into", all), err.toString());
    assertTrue(
        out.toString().startsWith("sweep minimal: 3 trials, 3 taken, 1 equal in several folders\n"),
        out.toString());
    assertEquals(0, unfurl("run", file.toString(), "--results", all), err.toString());
    assertTrue(out.toString().contains("\nplanned 3 = ok 3\n"), out.toString());
  }

  @Test
  void rowsThatDifferAreOneLineForEveryVerb() throws IOException {
    Path there = folder.resolve("there");
    fill(SweepFiles.MINIMAL, Map.of(TRIAL, new Outcome.Ok()));
    FinishedRows.append(
        there.toString(),
        SweepFiles.plan(SweepFiles.MINIMAL),
        "code-2",
        Map.of(TRIAL, new Outcome.Ok()));
    assertBadInput(
        " differ in code_fingerprint",
        "merge",
        results.toString(),
        there.toString(),
        "--into",
        folder.resolve("all").toString());
    assertFalse(Files.exists(folder.resolve("all")));
    for (String table : new String[] {"trials", "rollouts"}) {
      Files.copy(
          there.resolve("minimal").resolve(table).resolve("part-00000000-00000000-w1.parquet"),
          results.resolve("minimal").resolve(table).resolve("copied.parquet"));
    }
    for (String verb : new String[] {"run", "status"}) {
      assertBadInput(
          "keep what comes first: ./unfurl merge " + results + " --into " + results,
          verb,
          file.toString(),
          "--results",
          results.toString());
      assertEquals(1, err.toString().lines().count(), err.toString());
    }
    assertEquals(
        0,
        unfurl(
            "merge",
            results.toString(),
            "--into",
            results.toString(),
            "--on-difference",
            "keep-first"),
        err.toString());
    assertEquals(0, unfurl("status", file.toString(), "--results", results.toString()));
    assertTrue(out.toString().contains("planned 3 = ok 1 + missing 2\n"), out.toString());
  }

  @Test
  void mergeNeedsATargetAndSources() {
    assertBadInput("--into", "merge", results.toString());
    assertBadInput("SOURCE", "merge", "--into", results.toString());
    assertBadInput("SOURCE () must be a folder's path", "merge", "", "--into", "all");
  }

  @Test
  void aFinishedSweepIsSummarisedAndAFailureLeavesExitCodeThree() {
    fill(
        SweepFiles.MINIMAL,
        Map.of(
            TRIAL,
            new Outcome.TrainingDiverged(3, new Divergence.OfNetwork(2), 1),
            "baseline/persistence",
            new Outcome.Ok(),
            "baseline/solver-etd1",
            new Outcome.Failed("a.Bug", "once", "")));
    assertEquals(Main.FINISHED_WITH_FAILURES, unfurl(run()));
    assertTrue(err.toString().contains("3 have a row already, 0 to run"), err.toString());
    assertTrue(err.toString().contains("--only failed runs them again"), err.toString());
    // A divergence is a result.
    assertEquals(
        0, unfurl("run", file.toString(), "--results", results.toString(), "--trial", TRIAL));
  }

  private void fill(String text, Map<String, Outcome> outcomes) {
    FinishedRows.append(results.toString(), SweepFiles.plan(text), "code-1", outcomes);
  }

  private int unfurl(String... arguments) {
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
