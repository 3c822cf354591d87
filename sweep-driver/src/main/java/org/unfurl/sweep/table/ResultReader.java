package org.unfurl.sweep.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.Writer;

/** Reads the tables of a sweep and changes nothing; works while a {@link ResultStore} writes. */
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
            Set.of("trial_key", "outcome", "code_fingerprint"),
            row ->
                Map.entry(
                    row.text("trial_key"),
                    new TrialStatus(row.text("outcome"), row.text("code_fingerprint"))))
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
                row.integer("position"),
                row.real("predicted_seconds"),
                row.text("configuration")));
  }

  private <R, T> List<T> read(Table<R> table, Set<String> columns, Function<Row, T> value) {
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

  private <R, T> List<T> readOnce(Table<R> table, Set<String> columns, Function<Row, T> value)
      throws IOException {
    TableFolder<R> folder = new TableFolder<>(fileSystem, sweep, table, new NoWriter());
    List<T> values = new ArrayList<>();
    for (Part part : folder.effectiveParts()) {
      folder.read(part, columns, row -> values.add(value.apply(row)));
    }
    return values;
  }

  /** A reader changes nothing. */
  private record NoWriter() implements Writer {
    @Override
    public long number() {
      return 0;
    }

    @Override
    public void requireAlone() throws IOException {
      throw new IOException("a reader does not write");
    }
  }
}
