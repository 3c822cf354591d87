package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.NpyFormat;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.spark.GivenUp;
import org.unfurl.sweep.storage.FullDisk;

/** Attempts at one data set that are cut, on a real file system. */
class ReferenceTaskTest {

  /** The warm-up has 200 frames, so the last frame is number 205. */
  private static final ReferenceSpec SPEC =
      new ReferenceSpec("kuramoto-sivashinsky", 1.0, Split.TRAIN, 2, 6, new Seed(5));

  private static final int LAST = 205;

  private final List<GenerationReport> reports = new ArrayList<>();
  @TempDir private Path results;
  private Path folder;
  private ReferenceStore store;
  private Trajectories uncut;

  @BeforeEach
  void generateWithoutStore() throws Exception {
    folder = results.resolve("reference-data");
    store = store(folder);
    uncut = ReferenceGenerator.generate(SPEC);
  }

  /** Spark ends its JVM over an Error that reaches it. */
  @Test
  void anErrorFailsTheDataSetAndNotTheRun() {
    RuntimeException memory =
        assertThrows(
            ReferenceTask.OutOfMemoryException.class,
            () ->
                ReferenceTask.withoutErrors(
                    SPEC,
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));
    assertEquals(
        "reference data of kuramoto-sivashinsky (2 trajectories, 6 frames) must fit into memory"
            + " with what runs beside them, but: Java heap space; lower frames or raise the heap,"
            + " such as JAVA_OPTS=-Xmx8g",
        memory.getMessage());
    assertNull(memory.getCause(), "Spark looks at causes, too");
    assertEquals(
        new Outcome.OutOfMemory("why"),
        Execution.outcome(new GivenUp(memory.getClass().getName(), "why", "stack")));
    assertEquals(
        OutcomeKind.FAILED, Execution.outcome(new GivenUp("a.Bug", "why", "stack")).kind());
    assertEquals(
        "the reference of kuramoto-sivashinsky threw java.lang.NoClassDefFoundError: org/example/A",
        assertThrows(
                IllegalStateException.class,
                () ->
                    ReferenceTask.withoutErrors(
                        SPEC,
                        () -> {
                          throw new NoClassDefFoundError("org/example/A");
                        }))
            .getMessage());
  }

  private static ReferenceStore store(Path folder) {
    return new ReferenceStore(
        new org.apache.hadoop.fs.Path(folder.toString()), new Configuration());
  }

  @Test
  void cutAtEveryCheckpointItEndsWithTheSameBits() throws IOException {
    int attempts = 1;
    while (cutAfter(2)) { // the frame it resumes from, and one more
      attempts++;
    }
    // The last one is cut in the last frame, before the data are written.
    assertEquals(LAST + 1, attempts);
    assertWhole();
  }

  @Test
  void cutWhileItRecordsAndResumedOftenItEndsWithTheSameBits() throws IOException {
    assertTrue(cutAfter(203));
    // Frames 0 to 2 are recorded, so there is something to be read by numpy already.
    assertEquals(3, framesOnDisk());
    assertTrue(cutAfter(3));
    assertEquals(5, framesOnDisk());
    assertFalse(cutAfter(3));
    assertWhole();
    GenerationReport last = reports.get(reports.size() - 1);
    assertEquals(204, last.firstFrame());
    assertEquals("going on from frame 204", last.note());
  }

  /** No checkpoint is due here: only the kill leaves one. */
  @Test
  void aKilledAttemptLeavesACheckpointBeforeItsTime() throws IOException {
    assertThrows(TaskKilledException.class, () -> generate(Duration.ofHours(1), after(50)));
    generate(Duration.ofHours(1), () -> false);
    assertEquals(49, reports.get(reports.size() - 1).firstFrame());
    assertWhole();
  }

  @Test
  void ofAnAttemptThatIsNeverCutNothingIsLeft() throws IOException {
    ReferenceResult result = generate(Duration.ofHours(1), () -> false);
    assertEquals(store.find(SPEC).orElseThrow(), result);
    assertWhole();
  }

  @Test
  void aCheckpointNamesItsFilesAndNothingElseIsLeft() throws IOException {
    cutAfter(203);
    // One part for each of the three recorded frames, the state and the description.
    assertEquals(5, files().size(), files().toString());
    cutAfter(2);
    // Another one, and a state and a description in the place of those before.
    assertEquals(6, files().size(), files().toString());
  }

  @Test
  void everyDamagedByteIsNoticedAndTheDataAreMadeAnew() throws IOException {
    cutAfter(203);
    Map<Path, byte[]> whole = files();
    for (Path file : whole.keySet()) {
      int length = whole.get(file).length;
      for (int at : new int[] {0, length / 3, length / 2, length - 1}) {
        byte[] damaged = whole.get(file).clone();
        damaged[at] ^= 4;
        assertBegunAnewAfter(whole, file, damaged);
      }
      assertBegunAnewAfter(whole, file, new byte[0]);
      assertBegunAnewAfter(whole, file, Arrays.copyOf(whole.get(file), length / 2));
    }
  }

  private void assertBegunAnewAfter(Map<Path, byte[]> whole, Path file, byte[] damaged)
      throws IOException {
    restore(whole);
    Files.write(file, damaged);
    reports.clear();
    generate(Duration.ofHours(1), () -> false);
    String note = reports.get(0).note();
    assertEquals(0, reports.get(0).firstFrame(), file + ": " + note);
    assertEquals(
        "a checkpoint is not used: "
            + folder(whole)
            + "/"
            + file.getFileName()
            + " is damaged: its checksum differs; beginning anew",
        note);
    assertWhole();
  }

  @Test
  void missingFilesAreNoticedAndTheDataAreMadeAnew() throws IOException {
    cutAfter(203);
    Map<Path, byte[]> whole = files();
    for (Path file : whole.keySet()) {
      restore(whole);
      Files.delete(file);
      reports.clear();
      generate(Duration.ofHours(1), () -> false);
      assertEquals(0, reports.get(0).firstFrame(), file.toString());
      assertWhole();
    }
  }

  @Test
  void otherCodeBeginsAnew() throws IOException {
    cutAfter(203);
    ReferenceTask.generate(SPEC, store, "code-2", Duration.ofHours(1), () -> false, reports::add);
    GenerationReport last = reports.get(reports.size() - 1);
    assertEquals(0, last.firstFrame());
    assertTrue(last.note().contains(" was made by other code"), last.note());
    assertWhole();
  }

  /** The first attempt goes on, frame by frame, while others begin, resume and end. */
  @Test
  void attemptsSideBySideDoNoHarm() throws IOException {
    List<Integer> begun = new ArrayList<>();
    BooleanSupplier others =
        () -> {
          int frame = begun.size();
          begun.add(frame);
          if (frame % 40 == 20) {
            cutAfter(30);
          }
          return false;
        };
    generate(Duration.ZERO, others);
    assertEquals(LAST + 1, begun.size());
    assertWhole();
  }

  @Test
  void anAttemptThatOutlivesTheDataLeavesNoCheckpoint() throws IOException {
    BooleanSupplier killedAfterTheOther =
        new BooleanSupplier() {
          private int frames;

          @Override
          public boolean getAsBoolean() {
            if (++frames == 100) {
              assertFalse(cutAfter(1000));
            }
            return frames == 110;
          }
        };
    assertThrows(TaskKilledException.class, () -> generate(Duration.ZERO, killedAfterTheOther));
    assertWhole();
  }

  /** A file lies where the checkpoints' folder belongs, which fails like a full disk. */
  @Test
  void checkpointsThatCannotBeWrittenCostNothingButAWarning() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(unfinished(), "in the way");
    generate(Duration.ZERO, () -> false);
    List<String> notes =
        reports.stream().map(GenerationReport::note).distinct().filter(n -> !n.isEmpty()).toList();
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(
        notes.get(0).startsWith("going on without checkpoints: " + unfinished()), notes.get(0));
    assertArrayEquals(uncut.values(), store.read(SPEC).values());
  }

  @Test
  void aDiskThatFillsUpCostsTheLaterCheckpoints() throws IOException {
    // From frame 100 on.
    ReferenceStore full = onFullDisk("_state-0000000[12].*");
    AtomicReference<List<Path>> before = new AtomicReference<>();
    BooleanSupplier looking =
        new BooleanSupplier() {
          private int frames;

          @Override
          public boolean getAsBoolean() {
            if (++frames == LAST) {
              before.set(List.copyOf(filesUnchecked().keySet()));
            }
            return false;
          }
        };
    ReferenceTask.generate(SPEC, full, "code-1", Duration.ZERO, looking, reports::add);
    List<String> names = before.get().stream().map(path -> path.getFileName().toString()).toList();
    assertEquals(2, names.size(), names.toString());
    assertTrue(names.get(0).startsWith("reached-0000000099-"), names.toString());
    GenerationReport last = reports.get(reports.size() - 1);
    assertTrue(last.note().startsWith("going on without checkpoints: "), last.note());
    assertTrue(last.note().endsWith("No space left on device"), last.note());
    assertWhole();
  }

  @Test
  void dataThatCannotBeWrittenAreNotComputedTwice() throws IOException {
    ReferenceStore full = onFullDisk("_" + SPEC.key() + ".npy.*");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                ReferenceTask.generate(
                    SPEC, full, "code-1", Duration.ZERO, () -> false, reports::add));
    assertTrue(thrown.getMessage().endsWith("No space left on device"), thrown.getMessage());
    reports.clear();
    generate(Duration.ZERO, () -> false);
    assertEquals(LAST, reports.get(0).firstFrame());
    assertWhole();
  }

  private ReferenceStore onFullDisk(String names) {
    Configuration configuration = new Configuration();
    configuration.set("fs.full.impl", FullDisk.class.getName());
    configuration.set("fs.full.impl.disable.cache", "true");
    configuration.set(FullDisk.NAMES, names);
    return new ReferenceStore(new org.apache.hadoop.fs.Path("full://" + folder), configuration);
  }

  @Test
  void aDivergenceRemovesTheCheckpoints() throws IOException {
    ReferenceSpec wild = new ReferenceSpec(SPEC.system(), 4, Split.TRAIN, 6, 1000, new Seed(5));
    ReferenceResult result =
        ReferenceTask.generate(wild, store, "code-1", Duration.ZERO, () -> false, reports::add);
    assertTrue(result.divergence().contains("diverged in frame"), result.divergence());
    assertArrayEquals(new String[] {wild.key() + ".json"}, folder.toFile().list());
  }

  private boolean cutAfter(int frames) {
    try {
      generate(Duration.ZERO, after(frames));
      return false;
    } catch (TaskKilledException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BooleanSupplier after(int frames) {
    return new BooleanSupplier() {
      private int asked;

      @Override
      public boolean getAsBoolean() {
        return ++asked == frames;
      }
    };
  }

  private ReferenceResult generate(Duration checkpointEvery, BooleanSupplier killed)
      throws IOException {
    return ReferenceTask.generate(SPEC, store, "code-1", checkpointEvery, killed, reports::add);
  }

  /** The data are the uncut ones, with card and coordinates, and nothing else is there. */
  private void assertWhole() throws IOException {
    assertArrayEquals(uncut.values(), store.read(SPEC).values());
    assertEquals(
        Set.of(SPEC.key() + ".npy", SPEC.key() + ".json", "coordinates"),
        Set.of(folder.toFile().list()));
  }

  private int framesOnDisk() throws IOException {
    int frames = 0;
    for (Map.Entry<Path, byte[]> file : files().entrySet()) {
      if (file.getKey().getFileName().toString().startsWith("frames-")) {
        Trajectories part = NpyFormat.read(new ByteArrayInputStream(file.getValue()));
        assertEquals(SPEC.trajectories(), part.count());
        frames += part.frames();
      }
    }
    return frames;
  }

  private Path unfinished() {
    return folder.resolve(SPEC.key() + ".unfinished");
  }

  private static Path folder(Map<Path, byte[]> files) {
    return files.keySet().iterator().next().getParent();
  }

  private Map<Path, byte[]> files() throws IOException {
    Map<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(unfinished())) {
      for (Path file : all.toList()) {
        files.put(file, Files.readAllBytes(file));
      }
    }
    return files;
  }

  private Map<Path, byte[]> filesUnchecked() {
    try {
      return files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restore(Map<Path, byte[]> files) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder(files));
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
  }
}
