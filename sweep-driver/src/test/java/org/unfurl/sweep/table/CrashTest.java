package org.unfurl.sweep.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.SoleWriter;
import org.unfurl.sweep.table.FaultyFileSystem.Death;

/**
 * Kills the writer at every single change on the file system, in three ways, and looks at what is
 * left: before recovery, after it, and after recovery was killed too.
 */
@Execution(ExecutionMode.CONCURRENT) // each death has a folder of its own
class CrashTest {
  private static final int NEVER = 1000;

  /** Trials before the fatal change, by batch: b has no losses, c and e no rollouts. */
  private static final List<List<TrialRecord>> BEFORE =
      List.of(
          List.of(SampleTrials.ok("a"), SampleTrials.bare("b")),
          List.of(SampleTrials.diverged("c"), SampleTrials.ok("d")),
          List.of(SampleTrials.failed("e")));

  private static final Set<String> KEYS_BEFORE = Set.of("a", "b", "c", "d", "e");

  @TempDir java.nio.file.Path folder;

  private Path template;

  @BeforeEach
  void writeTemplate() throws IOException {
    template = path("template");
    ResultStore store = open(FaultyFileSystem.lasting(template), template);
    BEFORE.forEach(store::append);
  }

  @ParameterizedTest
  @EnumSource
  void appendIsAllOrNothing(Death death) throws IOException {
    dieEverywhere(
        death,
        store -> store.append(List.of(SampleTrials.ok("f"), SampleTrials.bare("g"))),
        Set.of(KEYS_BEFORE, Set.of("a", "b", "c", "d", "e", "f", "g")));
  }

  @ParameterizedTest
  @EnumSource
  void compactionChangesNoRow(Death death) throws IOException {
    dieEverywhere(death, ResultStore::compact, Set.of(KEYS_BEFORE));
  }

  @ParameterizedTest
  @EnumSource
  void forgettingIsAllOrNothing(Death death) throws IOException {
    dieEverywhere(
        death, store -> store.forget(Set.of("a", "c", "e")), Set.of(KEYS_BEFORE, Set.of("b", "d")));
  }

  /** Each of the changes, and each half of a story that has several. */
  @ParameterizedTest
  @EnumSource
  void aStoryIsCutOnlyBetweenItsChanges(Death death) throws IOException {
    dieEverywhere(
        death,
        store -> {
          store.compact();
          store.forget(Set.of("d", "e"));
          store.append(List.of(SampleTrials.ok("e")));
          store.compact();
          store.append(List.of(SampleTrials.ok("d")));
        },
        Set.of(KEYS_BEFORE, Set.of("a", "b", "c"), Set.of("a", "b", "c", "e")));
  }

  @ParameterizedTest
  @EnumSource
  void recoveryMayBeKilledToo(Death death) throws IOException {
    int recoveries = 0;
    for (int fatal = 0; fatal < NEVER; fatal += 3) {
      Path crashed = copy(template, "crashed");
      if (!dies(
          crashed,
          death,
          fatal,
          store -> {
            store.compact();
            store.forget(Set.of("d", "e"));
          })) {
        assertTrue(recoveries > 100, "recoveries killed: " + recoveries);
        return;
      }
      for (int again = 0; again < NEVER; again++) {
        Path twice = copy(crashed, "twice");
        if (!dies(twice, death, again, store -> {})) {
          break;
        }
        recoveries++;
        assertNothingDoubled(rows(twice));
        ResultStore store = open(FaultyFileSystem.lasting(twice), twice);
        assertSound(twice, store, Set.of(KEYS_BEFORE, Set.of("a", "b", "c")));
      }
    }
  }

  private void dieEverywhere(
      Death death, Consumer<ResultStore> change, Set<Set<String>> soundStates) throws IOException {
    Set<Set<String>> seen = new HashSet<>();
    for (int fatal = 0; fatal < NEVER; fatal++) {
      Path sweep = copy(template, "sweep");
      if (!dies(sweep, death, fatal, change)) {
        assertTrue(fatal > 10, "changes: " + fatal);
        seen.add(ResultReader.of(sweep, SampleFiles.CONFIGURATION).finished().keySet());
        assertEquals(soundStates, seen, "every state was met");
        return;
      }
      assertNothingDoubled(rows(sweep));
      assertReaderLosesNothing(sweep, soundStates);
      ResultStore store = open(FaultyFileSystem.lasting(sweep), sweep);
      Set<String> finished = assertSound(sweep, store, soundStates);
      seen.add(finished);
      assertGoesOn(sweep, store, finished);
    }
    throw new AssertionError("the change never ended");
  }

  private static boolean dies(Path sweep, Death death, int fatal, Consumer<ResultStore> change)
      throws IOException {
    FaultyFileSystem fileSystem = FaultyFileSystem.dying(sweep, death, fatal);
    try {
      change.accept(open(fileSystem, sweep));
    } catch (ResultsUnwritableException killed) {
      assertTrue(fileSystem.isDead(), killed.getMessage());
    }
    return fileSystem.isDead();
  }

  /** What a stranger's tool sees in the ruins, by table. */
  private static Map<Table<?>, List<Row>> rows(Path sweep) throws IOException {
    Map<Table<?>, List<Row>> rows = new HashMap<>();
    for (Table<?> table : List.of(Tables.TRIALS, Tables.ROLLOUTS, Tables.LOSSES)) {
      rows.put(table, SampleFiles.rows(sweep, table));
    }
    return rows;
  }

  private static void assertNothingDoubled(Map<Table<?>, List<Row>> rows) {
    for (Table<?> table : rows.keySet()) {
      Set<List<Object>> seen = new HashSet<>();
      for (Row row : rows.get(table)) {
        List<Object> identity = identity(table, row);
        assertTrue(seen.add(identity), "doubled in " + table.name() + ": " + identity);
      }
    }
  }

  /** Our own reader sees through replacements under way. */
  private static void assertReaderLosesNothing(Path sweep, Set<Set<String>> soundStates) {
    Set<String> finished = ResultReader.of(sweep, SampleFiles.CONFIGURATION).finished().keySet();
    Set<String> always = new HashSet<>(KEYS_BEFORE);
    soundStates.forEach(always::retainAll);
    assertTrue(finished.containsAll(always), finished.toString());
  }

  /** Returns the keys of the trials that have a row. */
  private static Set<String> assertSound(
      Path sweep, ResultStore store, Set<Set<String>> soundStates) throws IOException {
    Set<String> finished = store.reader().finished().keySet();
    assertTrue(soundStates.contains(finished), finished.toString());
    Map<Table<?>, List<Row>> rows = rows(sweep);
    assertNothingDoubled(rows);
    assertWhole(rows, finished);
    try (Stream<java.nio.file.Path> files =
        Files.walk(java.nio.file.Path.of(sweep.toUri()), new FileVisitOption[0])) {
      assertEquals(
          List.of(),
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.matches("part-\\d{8}-\\d{8}-w1\\.parquet"))
              .toList());
    }
    return finished;
  }

  /** Every trial has all its rows, and no row is without its trial. */
  private static void assertWhole(Map<Table<?>, List<Row>> rows, Set<String> finished)
      throws IOException {
    Map<String, Long> rollouts = new HashMap<>();
    Map<String, Long> losses = new HashMap<>();
    for (Row row : rows.get(Tables.TRIALS)) {
      String key = row.text("trial_key");
      OutcomeKind outcome = row.outcome();
      boolean trained = row.text("baseline") == null;
      if (outcome.isOk()) {
        rollouts.put(key, (long) SampleTrials.ROLLOUT_ROWS);
      }
      if (trained && outcome != OutcomeKind.FAILED) {
        losses.put(key, (long) SampleTrials.LOSS_ROWS);
      }
    }
    assertEquals(finished.size(), rows.get(Tables.TRIALS).size());
    assertEquals(rollouts, countByTrial(rows.get(Tables.ROLLOUTS)));
    assertEquals(losses, countByTrial(rows.get(Tables.LOSSES)));
  }

  private static void assertGoesOn(Path sweep, ResultStore store, Set<String> finished)
      throws IOException {
    Set<String> next = new HashSet<>(finished);
    next.add("new");
    store.append(List.of(SampleTrials.ok("new")));
    assertSound(sweep, store, Set.of(next));
  }

  private static Map<String, Long> countByTrial(List<Row> rows) {
    return rows.stream().collect(groupingBy(row -> row.text("trial_key"), counting()));
  }

  private static List<Object> identity(Table<?> table, Row row) {
    return table.columns().stream()
        .filter(
            column ->
                Set.of("trial_key", "split", "test", "frame", "update").contains(column.name()))
        .map(column -> row.value(column.name(), column.type()))
        .toList();
  }

  private static ResultStore open(FileSystem fileSystem, Path sweep) {
    return ResultStore.open(fileSystem, sweep, new SoleWriter(1), NEVER);
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = path(name);
    FileSystem local = ResultFileSystem.of(from, SampleFiles.CONFIGURATION);
    local.delete(to, true);
    FileUtil.copy(local, from, local, to, false, local.getConf());
    return to;
  }
}
