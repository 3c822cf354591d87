package org.unfurl.sweep.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.storage.ResultFileSystem;

/**
 * Reads the tables of a sweep and changes nothing; works while a {@link ResultStore} writes. A key
 * that has several equal rows is read once.
 */
public final class ResultReader {

  /**
   * A replacement that runs beside a reader takes the files of its list away at most this often.
   */
  private static final int ATTEMPTS = 5;

  private final FileSystem fileSystem;
  private final Path sweep;

  ResultReader(FileSystem fileSystem, Path sweep) {
    this.fileSystem = fileSystem;
    this.sweep = sweep;
  }

  /**
   * Reads the tables of one sweep.
   *
   * @param sweep the folder that holds the table folders; need not exist
   * @throws UncheckedIOException if the file system cannot be reached
   */
  public static ResultReader of(Path sweep, Configuration configuration) {
    try {
      return new ResultReader(ResultFileSystem.of(sweep, configuration), sweep);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every trial that has a row, by key. */
  public Map<String, TrialStatus> finished() {
    Map<String, TrialStatus> finished = new LinkedHashMap<>();
    read(
            Tables.TRIALS,
            Set.of("trial_key", "outcome", "code_fingerprint", "configuration"),
            row ->
                Map.entry(
                    row.text("trial_key"),
                    new TrialStatus(
                        row.outcome(),
                        row.text("code_fingerprint"),
                        TrialKey.schemaOf(row.text("configuration")))))
        .forEach(entry -> finished.put(entry.getKey(), entry.getValue()));
    return finished;
  }

  /** The rows of {@code trials}, in the order in which they were appended. */
  public List<TrialRow> trials() {
    return read(Tables.TRIALS, TrialRow.COLUMNS, TrialRow::of);
  }

  /** The plan of the latest run, in the order of work; empty if there was none. */
  public List<PlannedTrial> plan() {
    return read(
        Tables.PLAN,
        Set.of(
            "trial_key",
            "label",
            "task",
            "baseline",
            "modality",
            "variant",
            "position",
            "predicted_seconds",
            "configuration"),
        row ->
            new PlannedTrial(
                row.text("trial_key"),
                row.text("label"),
                row.text("task"),
                row.text("baseline"),
                row.text("modality"),
                row.text("variant"),
                row.integer("position"),
                row.real("predicted_seconds"),
                row.text("configuration")));
  }

  /** What is made of a row. */
  private interface Reading<T> {
    T of(Row row) throws IOException;
  }

  private <R, T> List<T> read(Table<R> table, Set<String> columns, Reading<T> value) {
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return readOnce(table, columns, value);
        } catch (FileNotFoundException replaced) {
          if (attempt == ATTEMPTS) {
            throw replaced;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "results (" + sweep + ") cannot be read: " + e.getMessage(), e);
    }
  }

  private <R, T> List<T> readOnce(Table<R> table, Set<String> columns, Reading<T> value)
      throws IOException {
    TableFolder<R> folder = new TableFolder<>(fileSystem, sweep, table, new NoWriter());
    Copies<R> copies = new Copies<>(folder, folder.effectiveParts());
    List<T> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<String> doubled = new HashSet<>();
    copies.readAll(
        columns,
        (key, row) -> {
          values.add(value.of(row));
          if (!seen.add(key)) {
            doubled.add(key);
          }
        });
    return doubled.isEmpty() ? values : distinct(copies, doubled, columns, value);
  }

  private <R, T> List<T> distinct(
      Copies<R> copies, Set<String> doubled, Set<String> columns, Reading<T> value)
      throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, Integer> chosen =
        DoubledRows.chosen(copies, doubled, OnDifference.REFUSE, problems);
    if (!problems.isEmpty()) {
      throw DoubledRows.differing(sweep, problems);
    }
    List<T> values = new ArrayList<>();
    copies.read(chosen, columns, row -> values.add(value.of(row)));
    return values;
  }
}
