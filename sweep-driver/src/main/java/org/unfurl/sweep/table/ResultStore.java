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
 * <p>Opening also takes out rows that somebody doubled, see {@link DoubledRows}.
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
  private final OnDifference onDifference;
  private final Set<String> keys = new HashSet<>();
  private final int batchesPerCompaction;
  private long nextBatch;
  private int batchesSinceCompaction;
  private boolean clean;

  private ResultStore(
      FileSystem fileSystem,
      Path sweep,
      Writer writer,
      int batchesPerCompaction,
      OnDifference onDifference) {
    this.writer = writer;
    this.sweep = sweep;
    this.onDifference = onDifference;
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
   * @throws ResultsUnwritableException also if it holds rows of one key that differ
   */
  public static ResultStore open(Path sweep, Configuration configuration, Writer writer) {
    return open(sweep, configuration, writer, OnDifference.REFUSE);
  }

  /** Like {@link #open(Path, Configuration, Writer)}, where rows of one key may differ. */
  public static ResultStore open(
      Path sweep, Configuration configuration, Writer writer, OnDifference onDifference) {
    try {
      return open(
          ResultFileSystem.of(sweep, configuration),
          sweep,
          writer,
          BATCHES_PER_COMPACTION,
          onDifference);
    } catch (IOException e) {
      throw new ResultsUnwritableException(sweep, e);
    }
  }

  static ResultStore open(
      FileSystem fileSystem, Path sweep, Writer writer, int batchesPerCompaction) {
    return open(fileSystem, sweep, writer, batchesPerCompaction, OnDifference.REFUSE);
  }

  private static ResultStore open(
      FileSystem fileSystem,
      Path sweep,
      Writer writer,
      int batchesPerCompaction,
      OnDifference onDifference) {
    ResultStore store =
        new ResultStore(fileSystem, sweep, writer, batchesPerCompaction, onDifference);
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

  /**
   * Takes trials from the tables of another folder: all of them are here when this returns, or
   * none.
   *
   * @throws IllegalArgumentException if a trial has a row already
   */
  public void take(SweepTables source, Set<String> trialKeys) {
    if (trialKeys.isEmpty()) {
      return;
    }
    change(
        () -> {
          trialKeys.forEach(this::checkNew);
          rollouts.append(nextBatch, source.rowsOf(Tables.ROLLOUTS, trialKeys));
          losses.append(nextBatch, source.rowsOf(Tables.LOSSES, trialKeys));
          trials.append(nextBatch, source.rowsOf(Tables.TRIALS, trialKeys));
          nextBatch++;
          keys.addAll(trialKeys);
        });
  }

  /** Takes from another folder the runs, reference data sets and planned trials unknown here. */
  public void takeUnknown(SweepTables source) {
    change(
        () -> {
          SmallTable.addUnknown(environment, source);
          SmallTable.addUnknown(references, source);
          SmallTable.addUnknown(plan, source);
        });
  }

  /** Adds reference data sets; one with a known key replaces its row. */
  public void putReferences(List<ReferenceResult> results) {
    change(() -> SmallTable.put(references, results, ReferenceResult::key));
  }

  /** Replaces the plan. */
  public void replacePlan(Iterable<PlannedTrial> trialsInOrder) {
    change(() -> plan.replace(0, 0, TableFile.rows(Tables.PLAN, trialsInOrder)));
  }

  /** Adds a run. */
  public void putEnvironment(RunEnvironment run) {
    change(() -> SmallTable.put(environment, List.of(run), RunEnvironment::runId));
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
      checkNew(trial.key());
      if (!seen.add(trial.key())) {
        throw new IllegalArgumentException("trial (" + trial.key() + ") must be given once");
      }
    }
  }

  private void checkNew(String key) {
    if (keys.contains(key)) {
      throw new IllegalArgumentException(
          "trial (" + key + ") must not have a row already; forget it first");
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

  private void finishForgetting(Set<String> forgotten) throws IOException {
    trials.removeRows(forgotten);
    losses.removeRows(forgotten);
    rollouts.removeRows(forgotten);
    forgetIntent.clear();
  }

  private void recover() throws IOException {
    for (TableFolder<?> folder : allFolders()) {
      folder.recover();
    }
    forgetIntent.deleteTemporary();
    keys.clear();
    keys.addAll(
        new DoubledRows(sweep, onDifference)
            .remove(trials, List.of(rollouts, losses), List.of(references, plan, environment)));
    Set<String> forgotten = forgetIntent.read();
    if (!forgotten.isEmpty()) {
      finishForgetting(forgotten);
      keys.removeAll(forgotten);
    }
    nextBatch = trials.lastBatch() + 1;
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
