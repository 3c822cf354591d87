package org.unfurl.sweep.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.SoleWriter;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

class ResultStoreTest {
  @TempDir java.nio.file.Path folder;

  @Test
  void trialsReadBackAsAppended() {
    try (ResultStore store = open()) {
      store.append(List.of(SampleTrials.ok("a"), SampleTrials.diverged("b")));
      store.append(List.of(SampleTrials.bare("c"), SampleTrials.failed("d")));
    }

    ResultReader reader = ResultReader.of(sweep(), SampleFiles.CONFIGURATION);
    assertEquals(
        Map.of(
            "a", new TrialStatus(OutcomeKind.OK, "code-1", 0),
            "b", new TrialStatus(OutcomeKind.TRAINING_DIVERGED, "code-1", 0),
            "c", new TrialStatus(OutcomeKind.OK, "code-1", 0),
            "d", new TrialStatus(OutcomeKind.FAILED, "code-1", 0)),
        reader.finished());
    List<TrialRow> rows = reader.trials();
    assertEquals(List.of("a", "b", "c", "d"), rows.stream().map(TrialRow::trialKey).toList());
    TrialRow ok = rows.get(0);
    assertEquals("wig", ok.setting(Modality.SETTING));
    assertEquals(4L, ok.setting(TrialSettings.SEED));
    assertEquals(0.25 * (1 + 3 + 5 + 7) / 4, ok.relativeError());
    assertEquals(0.25 * (1 + 3) / 2, ok.relativeErrorInterpolation());
    assertEquals(0.25 * (5 + 7) / 2, ok.relativeErrorExtrapolation());
    assertEquals(3.0, ok.stableFrames());
    assertNull(rows.get(1).relativeError());
    assertEquals("baseline", rows.get(2).setting(Task.SETTING));
    assertNull(rows.get(2).setting(Modality.SETTING));
    assertNull(rows.get(2).setting(Task.SCHEME));
    assertEquals("a bug", rows.get(3).errorMessage());
  }

  @Test
  void folderHoldsNothingButParquetFiles() throws IOException {
    try (ResultStore store = open()) {
      store.append(List.of(SampleTrials.ok("a")));
      store.append(List.of(SampleTrials.ok("b")));
      assertEquals(
          List.of("part-00000000-00000000.parquet", "part-00000001-00000001.parquet"),
          names("trials"));
    }
    for (String table : List.of("trials", "rollouts", "losses")) {
      assertEquals(List.of("part-00000000-00000001.parquet"), names(table));
    }
  }

  @Test
  void appendingATrialTwiceIsRefused() {
    try (ResultStore store = open()) {
      store.append(List.of(SampleTrials.ok("a")));
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> store.append(List.of(SampleTrials.ok("a"))));
      assertEquals("trial (a) must not have a row already; forget it first", refused.getMessage());
    }
  }

  @Test
  void forgottenTrialsCanBeRunAnew() {
    try (ResultStore store = open()) {
      store.append(List.of(SampleTrials.ok("a"), SampleTrials.failed("b")));
      store.forget(Set.of("b", "unknown"));
      assertEquals(Set.of("a"), store.reader().finished().keySet());
      store.append(List.of(SampleTrials.ok("b")));
    }
    try (ResultStore store = open()) {
      assertEquals(Set.of("a", "b"), store.reader().finished().keySet());
      store.forget(Set.of("a", "b"));
      assertEquals(List.of(), store.reader().trials());
      store.append(List.of(SampleTrials.ok("c")));
      assertEquals(Set.of("c"), store.reader().finished().keySet());
    }
  }

  @Test
  void manyBatchesStayFewFiles() throws IOException {
    int batches = 300;
    try (ResultStore store = open()) {
      for (int batch = 0; batch < batches; batch++) {
        store.append(List.of(SampleTrials.ok("trial-" + batch)));
      }
      // 256 batches became one file, the other 44 wait for the next compaction.
      assertEquals(1 + batches - 256, names("rollouts").size());
    }
    assertEquals(1, names("rollouts").size());
    assertEquals(
        IntStream.range(0, batches).mapToObj(batch -> "trial-" + batch).toList(),
        ResultReader.of(sweep(), SampleFiles.CONFIGURATION).trials().stream()
            .map(TrialRow::trialKey)
            .toList());
  }

  @Test
  void whatWasMergedIsRewrittenOnlyWhenAsMuchHasComeAfterIt() throws IOException {
    // Like a binary counter: fourteen batches are 8 + 4 + 2.
    ResultStore store =
        ResultStore.open(
            ResultFileSystem.of(sweep(), SampleFiles.CONFIGURATION), sweep(), new SoleWriter(0), 2);
    for (int batch = 0; batch < 14; batch++) {
      store.append(List.of(SampleTrials.ok("trial-" + batch)));
    }
    assertEquals(
        List.of(
            "part-00000000-00000007.parquet",
            "part-00000008-00000011.parquet",
            "part-00000012-00000013.parquet"),
        names("rollouts"));
    store.close();
    assertEquals(List.of("part-00000000-00000013.parquet"), names("rollouts"));
    assertEquals(14, store.reader().finished().size());
  }

  @Test
  void aReferenceWithAKnownKeyReplacesItsRow() throws IOException {
    try (ResultStore store = open()) {
      store.putReferences(List.of(reference("x", ""), reference("y", "")));
      store.putReferences(List.of(reference("x", "left the finite numbers")));
    }
    List<Row> rows = SampleFiles.rows(sweep(), Tables.REFERENCES);
    assertEquals(List.of("y", "x"), rows.stream().map(row -> row.text("reference_key")).toList());
    assertEquals("REFERENCE_DIVERGED", rows.get(1).text("outcome"));
    assertNull(rows.get(1).text("path"));
  }

  @Test
  void thePlanIsThatOfTheLatestRun() {
    PlannedTrial first = PlannedTrial.of(SampleTrials.ok("a").result().trial(), null, 0, "{}");
    PlannedTrial second = PlannedTrial.of(SampleTrials.bare("b").result().trial(), null, 1, "{}");
    try (ResultStore store = open()) {
      store.replacePlan(List.of(first));
      store.replacePlan(List.of(first, second));
      assertEquals(List.of(first, second), store.reader().plan());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder.resolve("sweep"), "a file in the way");
    ResultsUnwritableException refused = assertThrows(ResultsUnwritableException.class, this::open);
    assertTrue(
        refused.getMessage().startsWith("results (" + sweep() + ") cannot be written: "),
        refused.getMessage());
  }

  @Test
  void aFullDiskIsNamedAndSurvived() throws IOException {
    FaultyFileSystem disk = FaultyFileSystem.lasting(sweep());
    ResultStore store = ResultStore.open(disk, sweep(), new SoleWriter(0), 256);
    store.append(List.of(SampleTrials.ok("a")));
    for (int bytes = 0; bytes < 16_000; bytes += 2_000) {
      disk.setSpace(bytes);
      ResultsUnwritableException full =
          assertThrows(
              ResultsUnwritableException.class,
              () -> store.append(List.of(SampleTrials.ok("b"), SampleTrials.ok("c"))));
      assertTrue(
          full.getMessage()
              .startsWith("results (" + sweep() + ") cannot be written: No space left on device; "),
          full.getMessage());
      assertEquals(Set.of("a"), store.reader().finished().keySet());
    }
    disk.setSpace(Long.MAX_VALUE);
    store.append(List.of(SampleTrials.ok("b")));
    store.close();
    assertEquals(Set.of("a", "b"), store.reader().finished().keySet());
    assertEquals(2 * SampleTrials.ROLLOUT_ROWS, SampleFiles.rows(sweep(), Tables.ROLLOUTS).size());
    assertEquals(List.of("part-00000000-00000001.parquet"), names("trials"));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    open().append(List.of(SampleTrials.ok("a")));
    java.nio.file.Path file = folder.resolve("sweep/trials/part-00000000-00000000.parquet");
    Files.write(file, new byte[0]);
    UncheckedIOException damaged =
        assertThrows(
            UncheckedIOException.class,
            () -> ResultReader.of(sweep(), SampleFiles.CONFIGURATION).trials());
    assertTrue(
        damaged.getMessage().contains(file + ") must be a whole Parquet file; delete it"),
        damaged.getMessage());
  }

  @Test
  void filesOfAnotherProgramAreNotTouched() throws IOException {
    Files.createDirectories(folder.resolve("sweep/trials"));
    Files.writeString(folder.resolve("sweep/trials/notes.tmp"), "mine");
    open().close();
    assertEquals(List.of("notes.tmp"), names("trials"));
  }

  private ResultStore open() {
    return ResultStore.open(sweep(), SampleFiles.CONFIGURATION, new SoleWriter(0));
  }

  private Path sweep() {
    return new Path(new Path(folder.toUri()), "sweep");
  }

  private List<String> names(String table) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("sweep").resolve(table))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static ReferenceResult reference(String key, String divergence) {
    ReferenceSpec spec =
        new ReferenceSpec("kuramoto-sivashinsky", 0.9, Split.TRAIN, 2, 100, new Seed(3));
    return new ReferenceResult(
        spec, key, "path/" + key, "00ff", 1000, 1.5, divergence, "host-1", "", null);
  }
}
