package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.outcome.ReferenceResult;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.Writer;

/**
 * The one writer of a sweep's tables, as long as its {@link Writer} says that it is alone. Used by
 * one thread; a second writer would take the first one's half-written batch for the remains of a
 * crash.
 *
 * <p>A batch of trials becomes one file each in {@code rollouts}, {@code losses} and, last, {@code
 * trials}. The file in {@code trials} commits the batch: batches are numbered without gaps in
 * {@code trials}, so whatever carries a higher number elsewhere belongs to no committed trial, and
 * {@link #open} deletes it. {@link TableFolder} tells how a single file appears and how many become
 * one.
 *
 * <p>Forgetting a trial first notes its key in {@code _forget}, then takes its row out of {@code
 * trials}, then out of {@code losses} and {@code rollouts}, then deletes the note. A crash in
 * between leaves rows without a trial but never a trial without its rows, and {@link #open} repeats
 * what the note asks for. Nothing is appended while a note exists, so that repeating cannot hit a
 * trial that was run anew.
 *
 * <p>Files survive the death of the process at any instant. A power cut may take the files that the
 * operating system had not yet written to disk. Every method throws {@link
 * ResultsUnwritableException} if the file system refuses; the store stays usable, and the next call
 * first cleans up.
 */
public final class ResultStore implements AutoCloseable {
  private static final int BATCHES_PER_COMPACTION = 256;
  private static final long LARGE_FILE_BYTES = 64L << 20;

  private final Path sweep;
  private final Writer writer;
  private final ResultReader reader;
  private final TableFolder<TrialRecord> trials;
  private final TableFolder<RolloutRow> rollouts;
  private final TableFolder<LossRow> losses;
  private final TableFolder<ReferenceResult> references;
  private final TableFolder<PlannedTrial> plan;
  private final TableFolder<RunEnvironment> environment;
  private final ForgetIntent forgetIntent;
  private final Set<String> keys = new HashSet<>();
  private final int batchesPerCompaction;
  private long nextBatch;
  private int batchesSinceCompaction;
  private boolean clean;

  private ResultStore(FileSystem fileSystem, Path sweep, Writer writer, int batchesPerCompaction) {
    this.writer = writer;
    this.sweep = sweep;
    this.reader = new ResultReader(fileSystem, sweep);
    this.trials = new TableFolder<>(fileSystem, sweep, Tables.TRIALS, writer);
    this.rollouts = new TableFolder<>(fileSystem, sweep, Tables.ROLLOUTS, writer);
    this.losses = new TableFolder<>(fileSystem, sweep, Tables.LOSSES, writer);
    this.references = new TableFolder<>(fileSystem, sweep, Tables.REFERENCES, writer);
    this.plan = new TableFolder<>(fileSystem, sweep, Tables.PLAN, writer);
    this.environment = new TableFolder<>(fileSystem, sweep, Tables.ENVIRONMENT, writer);
    this.forgetIntent = new ForgetIntent(fileSystem, sweep);
    this.batchesPerCompaction = batchesPerCompaction;
  }

  /**
   * Opens the tables of a sweep for writing, creating the folder where needed and finishing or
   * undoing what an earlier process left behind.
   *
   * @param sweep the folder of the sweep, {@code <results>/<sweep>}
   * @param writer of this folder
   */
  public static ResultStore open(Path sweep, Configuration configuration, Writer writer) {
    try {
      return open(ResultFileSystem.of(sweep, configuration), sweep, writer, BATCHES_PER_COMPACTION);
    } catch (IOException e) {
      throw new ResultsUnwritableException(sweep, e);
    }
  }

  static ResultStore open(
      FileSystem fileSystem, Path sweep, Writer writer, int batchesPerCompaction) {
    ResultStore store = new ResultStore(fileSystem, sweep, writer, batchesPerCompaction);
    store.change(() -> fileSystem.mkdirs(sweep));
    return store;
  }

  /** What has been written so far. */
  public ResultReader reader() {
    return reader;
  }

  /**
   * Appends finished trials: all of them are in the tables when this returns, or none.
   *
   * @throws IllegalArgumentException if a trial has a row already
   */
  public void append(List<TrialRecord> batch) {
    if (batch.isEmpty()) {
      return;
    }
    change(
        () -> {
          checkNew(batch);
          appendIfAny(rollouts, batch, RolloutRow::of);
          appendIfAny(losses, batch, LossRow::of);
          trials.append(nextBatch, batch);
          nextBatch++;
          batch.forEach(trial -> keys.add(trial.key()));
        });
    batchesSinceCompaction++;
    if (batchesSinceCompaction >= batchesPerCompaction) {
      compact(folder -> folder.compactNewest(LARGE_FILE_BYTES));
    }
  }

  /** Removes every row of these trials, so that they can be run anew. Unknown keys are ignored. */
  public void forget(Set<String> trialKeys) {
    change(
        () -> {
          Set<String> known = new HashSet<>(trialKeys);
          known.retainAll(keys);
          if (!known.isEmpty()) {
            forgetIntent.write(known);
            finishForgetting(known);
            keys.removeAll(known);
          }
        });
  }

  /** Adds reference data sets; one with a known key replaces its row. */
  public void putReferences(List<ReferenceResult> results) {
    change(() -> put(references, results, "reference_key", ReferenceResult::key));
  }

  /** Replaces the plan. */
  public void replacePlan(List<PlannedTrial> trialsInOrder) {
    change(() -> plan.replace(0, 0, TableFile.rows(Tables.PLAN, trialsInOrder)));
  }

  /** Adds a run. */
  public void putEnvironment(RunEnvironment run) {
    change(() -> put(environment, List.of(run), "run_id", RunEnvironment::runId));
  }

  /** Merges small files. */
  public void compact() {
    compact(folder -> folder.compact(LARGE_FILE_BYTES));
  }

  private void compact(Compaction compaction) {
    change(
        () -> {
          compaction.of(rollouts);
          compaction.of(losses);
          compaction.of(trials);
        });
    batchesSinceCompaction = 0;
  }

  /** Merges small files; nothing stays open between calls. */
  @Override
  public void close() {
    compact();
  }

  private void checkNew(List<TrialRecord> batch) {
    Set<String> seen = new HashSet<>();
    for (TrialRecord trial : batch) {
      if (keys.contains(trial.key()) || !seen.add(trial.key())) {
        throw new IllegalArgumentException(
            "trial (" + trial.key() + ") must not have a row already; forget it first");
      }
    }
  }

  private <R> void appendIfAny(
      TableFolder<R> folder, List<TrialRecord> batch, Function<TrialRecord, Stream<R>> rowsOf)
      throws IOException {
    List<R> rows = batch.stream().flatMap(rowsOf).toList();
    if (!rows.isEmpty()) {
      folder.append(nextBatch, rows);
    }
  }

  /** These tables are small: each change writes the whole table anew as one file. */
  private static <R> void put(
      TableFolder<R> folder, List<R> rows, String keyColumn, Function<R, String> key)
      throws IOException {
    Set<String> replaced = new HashSet<>();
    rows.forEach(row -> replaced.add(key.apply(row)));
    List<Part> old = folder.parts();
    folder.replace(
        0,
        0,
        sink -> {
          for (Part part : old) {
            folder.readOthers(part, keyColumn, replaced, sink);
          }
          TableFile.rows(folder.table(), rows).writeTo(sink);
        });
  }

  private void finishForgetting(Set<String> forgotten) throws IOException {
    trials.removeRows("trial_key", forgotten);
    losses.removeRows("trial_key", forgotten);
    rollouts.removeRows("trial_key", forgotten);
    forgetIntent.clear();
  }

  private void recover() throws IOException {
    for (TableFolder<?> folder : allFolders()) {
      folder.recover();
    }
    forgetIntent.deleteTemporary();
    long committed = trials.lastBatch();
    rollouts.deleteBatchesAfter(committed);
    losses.deleteBatchesAfter(committed);
    Set<String> forgotten = forgetIntent.read();
    if (!forgotten.isEmpty()) {
      finishForgetting(forgotten);
    }
    keys.clear();
    for (Part part : trials.parts()) {
      trials.read(part, Set.of("trial_key"), row -> keys.add(row.text("trial_key")));
    }
    nextBatch = committed + 1;
  }

  private List<TableFolder<?>> allFolders() {
    return List.of(trials, rollouts, losses, references, plan, environment);
  }

  /** Something that writes. */
  private interface Change {
    void run() throws IOException;
  }

  /** Something that merges files of one table. */
  private interface Compaction {
    void of(TableFolder<?> folder) throws IOException;
  }

  private void change(Change change) {
    try {
      writer.requireAlone();
      if (!clean) {
        recover();
      }
      clean = false;
      change.run();
      clean = true;
    } catch (IOException e) {
      throw new ResultsUnwritableException(sweep, e);
    }
  }
}
