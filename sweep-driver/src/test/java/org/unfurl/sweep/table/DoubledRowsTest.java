package org.unfurl.sweep.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.SoleWriter;
import org.unfurl.sweep.table.FaultyFileSystem.Death;

/** Two machines' folders of one sweep, copied together by hand. */
class DoubledRowsTest {

  private static final List<String> TABLES =
      List.of("trials", "rollouts", "losses", "references", "plan", "environment");

  @TempDir private Path folder;

  /** Names under which the files of the second folder are put beside those of the first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "part-00000007-00000007.parquet",
        "part-00000000-00000005.parquet",
        "part-00000000-00000000.parquet",
        "part-00000001-00000001.parquet",
        "part-00000001-00000001-w7.parquet",
        "part-0-0.parquet",
        "part-00000000-00000001 (copy).parquet"
      })
  void equalRowsBecomeOne(String name) throws IOException {
    fill(
        "here",
        "run-1",
        List.of(SampleTrials.ok("a"), SampleTrials.ok("b"), SampleTrials.bare("c")));
    fill(
        "there",
        "run-2",
        List.of(SampleTrials.ok("b"), SampleTrials.ok("d"), SampleTrials.bare("c")).stream()
            .map(SampleTrials::elsewhere)
            .toList());
    addFiles("there", "here", file -> name);
    assertReadOnce("here", Set.of("a", "b", "c", "d"));

    for (int run = 0; run < 2; run++) {
      open("here").close();
      assertSound("here", Set.of("a", "b", "c", "d"));
    }
    assertEquals(Set.of("run-1", "run-2"), keys("here", Tables.ENVIRONMENT));
    assertEquals(Set.of("x", "of run-1", "of run-2"), keys("here", Tables.REFERENCES));
    assertEquals(Set.of("a", "b", "c", "d"), keys("here", Tables.PLAN));

    try (ResultStore store = open("here")) {
      store.append(List.of(SampleTrials.ok("new")));
      store.forget(Set.of("b"));
    }
    assertSound("here", Set.of("a", "c", "d", "new"));
  }

  @Test
  void theDoubleOfATrialThatTwoWritersCommittedGoes() throws IOException {
    ResultStore fenced = open("here");
    fenced.append(List.of(SampleTrials.ok("a")));
    fenced.append(List.of(SampleTrials.ok("b"), SampleTrials.bare("c")));
    // The other writer knew nothing of the second batch, and took a higher number.
    fill("there", "run-2", List.of(SampleTrials.elsewhere(SampleTrials.ok("b"))));
    addFiles("there", "here", file -> "part-00000002-00000002.parquet");
    assertReadOnce("here", Set.of("a", "b", "c"));
    open("here").close();
    assertSound("here", Set.of("a", "b", "c"));
  }

  /** An earlier version merged files without looking. */
  @Test
  void doublesWithinOneFileGoToo() throws IOException {
    open("here").append(List.of(SampleTrials.ok("a"), SampleTrials.ok("b")));
    for (Table<?> table : List.of(Tables.TRIALS, Tables.ROLLOUTS, Tables.LOSSES)) {
      doubleWithinItsFile("here", table);
    }
    assertEquals(4, SampleFiles.rows(sweep("here"), Tables.TRIALS).size());
    assertReadOnce("here", Set.of("a", "b"));
    open("here").close();
    assertSound("here", Set.of("a", "b"));
  }

  @Test
  void rowsThatDifferAreRefusedWithTheirKeyAndFilesAndLeftAlone() throws IOException {
    fill("here", "run-1", List.of(SampleTrials.ok("a"), SampleTrials.ok("b")));
    fill("there", "run-2", List.of(SampleTrials.rounded("b")));
    addFiles("there", "here", file -> "part-00000003-00000003.parquet");
    String difference =
        "trial (b) must have one row, but "
            + uri("here/rollouts/part-00000000-00000000.parquet")
            + " and "
            + uri("here/rollouts/part-00000003-00000003.parquet")
            + " differ in error (and 1 more like it); move the wrong file away, or keep what comes"
            + " first: ./unfurl merge "
            + uri("")
            + " --into "
            + uri("")
            + " --on-difference keep-first";
    List<String> before = names("here");
    ResultsUnwritableException refused =
        assertThrows(ResultsUnwritableException.class, () -> open("here"));
    assertTrue(refused.getMessage().contains(difference), refused.getMessage());
    UncheckedIOException unread =
        assertThrows(UncheckedIOException.class, () -> reader("here").trials());
    assertTrue(unread.getMessage().contains(" differ in relative_error, "), unread.getMessage());
    assertEquals(before, names("here"));

    ResultStore.open(
            sweep("here"), SampleFiles.CONFIGURATION, new SoleWriter(0), OnDifference.KEEP_FIRST)
        .close();
    assertSound("here", Set.of("a", "b"));
    assertEquals(0.25 * 4, reader("here").trials().get(1).relativeError());
  }

  @Test
  void theSameNumbersByOtherCodeAreAnotherRow() throws IOException {
    fill("here", "run-1", List.of(SampleTrials.ok("a")));
    TrialRecord ok = SampleTrials.ok("a");
    fill(
        "there",
        "run-2",
        List.of(
            new TrialRecord(
                ok.result(), new Provenance("sample", "run-2", "code-2"), ok.configuration())));
    addFiles("there", "here", file -> "part-00000003-00000003.parquet");
    ResultsUnwritableException refused =
        assertThrows(ResultsUnwritableException.class, () -> open("here"));
    assertTrue(refused.getMessage().contains("differ in code_fingerprint"), refused.getMessage());
  }

  @Test
  void aFailureGivesWayToAResult() throws IOException {
    fill("here", "run-1", List.of(SampleTrials.failed("a"), SampleTrials.failed("b")));
    fill("there", "run-2", List.of(SampleTrials.ok("a"), SampleTrials.failed("b")));
    addFiles("there", "here", file -> "part-00000003-00000003.parquet");
    open("here").close();
    assertEquals(
        Map.of("a", OutcomeKind.OK, "b", OutcomeKind.FAILED),
        reader("here").finished().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().outcome())));
    assertEquals(
        SampleTrials.ROLLOUT_ROWS, SampleFiles.rows(sweep("here"), Tables.ROLLOUTS).size());
  }

  @Test
  void rowsThatAKilledAppendLeftElsewhereDoNotComeAlong() throws IOException {
    fill("here", "run-1", List.of(SampleTrials.ok("a")));
    ResultStore there = open("there");
    there.append(List.of(SampleTrials.ok("b"), SampleTrials.ok("orphan")));
    Files.delete(folder.resolve("there/trials/part-00000000-00000000.parquet"));
    fill("committed", "run-2", List.of(SampleTrials.ok("b")));
    addFiles("there", "here", file -> file + " (copy).parquet");
    addFiles("committed", "here", file -> "part-00000004-00000004.parquet");
    open("here").close();
    assertSound("here", Set.of("a", "b"));
  }

  @Test
  void aFileOfAnotherProgramIsNamed() throws IOException {
    fill("here", "run-1", List.of(SampleTrials.ok("a")));
    Path losses = folder.resolve("here/losses/part-00000000-00000000.parquet");
    Path stranger = Files.copy(losses, folder.resolve("here/trials/mine.parquet"));
    String message =
        "file ("
            + uri("here/trials/mine.parquet")
            + ") must be a file of Unfurl's table trials; move it out of the results folder";
    ResultsUnwritableException refused =
        assertThrows(ResultsUnwritableException.class, () -> open("here"));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    UncheckedIOException unread =
        assertThrows(UncheckedIOException.class, () -> reader("here").finished());
    assertTrue(unread.getMessage().contains(message), unread.getMessage());
    assertTrue(Files.exists(stranger));
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyChangeItLosesAndDoublesNothing(Death death) throws IOException {
    fill("here", "run-1", List.of(SampleTrials.ok("a"), SampleTrials.bare("b")));
    fill("there", "run-2", List.of(SampleTrials.ok("a"), SampleTrials.diverged("c")));
    addFiles("there", "here", file -> "part-00000000-00000002.parquet");
    addFiles("there", "here", file -> "again.parquet");
    for (int fatal = 0; ; fatal++) {
      FileSystem local = ResultFileSystem.of(sweep("here"), SampleFiles.CONFIGURATION);
      local.delete(sweep("crashed"), true);
      FileUtil.copy(local, sweep("here"), local, sweep("crashed"), false, local.getConf());
      FaultyFileSystem dying = FaultyFileSystem.dying(sweep("crashed"), death, fatal);
      try {
        ResultStore.open(dying, sweep("crashed"), new SoleWriter(0), 256);
      } catch (ResultsUnwritableException killed) {
        assertTrue(dying.isDead(), killed.getMessage());
      }
      assertReadOnce("crashed", Set.of("a", "b", "c"));
      open("crashed").close();
      assertSound("crashed", Set.of("a", "b", "c"));
      assertEquals(Set.of("run-1", "run-2"), keys("crashed", Tables.ENVIRONMENT));
      if (!dying.isDead()) {
        assertTrue(fatal > 50, "changes: " + fatal);
        return;
      }
    }
  }

  /** Our own reader counts no trial twice, whatever the files say. */
  private void assertReadOnce(String name, Set<String> trials) {
    assertEquals(trials, reader(name).finished().keySet());
    List<String> rows = reader(name).trials().stream().map(TrialRow::trialKey).toList();
    assertEquals(trials, Set.copyOf(rows));
    assertEquals(trials.size(), rows.size(), rows.toString());
    List<String> planned = reader(name).plan().stream().map(PlannedTrial::trialKey).toList();
    assertEquals(Set.copyOf(planned).size(), planned.size(), planned.toString());
  }

  /** Nor does a stranger's, who reads every file. */
  private void assertSound(String name, Set<String> trials) throws IOException {
    assertReadOnce(name, trials);
    Map<Table<?>, List<Row>> all = new HashMap<>();
    for (Table<?> table : Tables.all()) {
      List<Row> rows = SampleFiles.rows(sweep(name), table);
      Map<List<Object>, Long> counts =
          rows.stream().collect(groupingBy(row -> key(table, row), counting()));
      assertTrue(Set.of(1L).containsAll(counts.values()), table.name() + ": " + counts);
      all.put(table, rows);
    }
    assertEquals(trials, keys(all.get(Tables.TRIALS), Tables.TRIALS));
    Map<String, Long> rollouts =
        all.get(Tables.ROLLOUTS).stream()
            .collect(groupingBy(row -> row.text("trial_key"), counting()));
    assertEquals(Set.of((long) SampleTrials.ROLLOUT_ROWS), Set.copyOf(rollouts.values()));
    assertTrue(trials.containsAll(keys(all.get(Tables.LOSSES), Tables.LOSSES)));
    assertTrue(trials.containsAll(rollouts.keySet()));
    for (String file : names(name)) {
      assertTrue(file.matches(".*/part-\\d{8}-\\d{8}\\.parquet"), file);
    }
  }

  private static List<Object> key(Table<?> table, Row row) {
    return table.columns().stream()
        .filter(column -> table.key().contains(column.name()))
        .map(column -> row.value(column.name(), column.type()))
        .toList();
  }

  private Set<String> keys(String name, Table<?> table) throws IOException {
    return keys(SampleFiles.rows(sweep(name), table), table);
  }

  private static Set<String> keys(List<Row> rows, Table<?> table) {
    return rows.stream().map(row -> row.text(table.key().get(0))).collect(Collectors.toSet());
  }

  /** A finished run of its own, in all tables. */
  private void fill(String name, String run, List<TrialRecord> trials) {
    try (ResultStore store = open(name)) {
      store.putEnvironment(environment(run));
      store.putReferences(List.of(reference("x", run), reference("of " + run, run)));
      store.replacePlan(
          trials.stream()
              .map(trial -> PlannedTrial.of(trial.result().trial(), null, 0, trial.configuration()))
              .toList());
      store.append(trials);
    }
  }

  private void addFiles(String from, String to, UnaryOperator<String> renamed) throws IOException {
    for (String table : TABLES) {
      Path source = folder.resolve(from).resolve(table);
      if (Files.exists(source)) {
        Files.createDirectories(folder.resolve(to).resolve(table));
        try (Stream<Path> files = Files.list(source)) {
          for (Path file : files.toList()) {
            Path target = folder.resolve(to).resolve(table);
            String name = renamed.apply(file.getFileName().toString());
            // Where the name is taken, a file manager finds another.
            Files.copy(
                file,
                target.resolve(Files.exists(target.resolve(name)) ? "another " + name : name));
          }
        }
      }
    }
  }

  private <R> void doubleWithinItsFile(String name, Table<R> table) throws IOException {
    FileSystem local = ResultFileSystem.of(sweep(name), SampleFiles.CONFIGURATION);
    TableFolder<R> tableFolder = new TableFolder<>(local, sweep(name), table, new SoleWriter(0));
    Part part = tableFolder.parts().get(0);
    tableFolder.replace(
        0,
        0,
        sink -> {
          for (Part copy : Collections.nCopies(2, part)) {
            tableFolder.read(copy, tableFolder.allColumns(), sink);
          }
        });
  }

  private List<String> names(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private ResultStore open(String name) {
    return ResultStore.open(sweep(name), SampleFiles.CONFIGURATION, new SoleWriter(0));
  }

  private ResultReader reader(String name) {
    return ResultReader.of(sweep(name), SampleFiles.CONFIGURATION);
  }

  private org.apache.hadoop.fs.Path sweep(String name) {
    return new org.apache.hadoop.fs.Path(new org.apache.hadoop.fs.Path(folder.toUri()), name);
  }

  private String uri(String name) {
    return name.isEmpty() ? sweep("x").getParent().toString() : sweep(name).toString();
  }

  private static ReferenceResult reference(String key, String host) {
    ReferenceSpec spec =
        new ReferenceSpec("kuramoto-sivashinsky", 0.9, Split.TRAIN, 2, 100, new Seed(3));
    return new ReferenceResult(spec, key, "path/" + key, "00ff", 1000, 1.5, "", host, "", null);
  }

  private static RunEnvironment environment(String run) {
    return new RunEnvironment(
        run, Instant.EPOCH, "", "", "", false, "", "", 2, "", "", "", "", "", "local[2]", "{}");
  }
}
