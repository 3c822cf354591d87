package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.sweep.table.Copies.Copy;

/**
 * The tables of one folder of a sweep as they are at one moment, to be compared with those of other
 * folders and copied from. Changes nothing; what a running writer has not committed is not seen.
 */
public final class SweepTables {
  private final Path sweep;
  private final FileSystem fileSystem;
  private final Map<String, Distinct<?>> tables = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SweepTables(Path sweep, FileSystem fileSystem) {
    this.sweep = sweep;
    this.fileSystem = fileSystem;
  }

  /** Copies of a table's rows, and which of them count. */
  private record Distinct<R>(
      Copies<R> copies, Map<String, Integer> counts, Map<String, Integer> chosen) {}

  /**
   * Looks at a folder.
   *
   * @param sweep the folder that holds the table folders; need not exist
   * @throws IOException if it cannot be read
   */
  public static SweepTables of(Path sweep, Configuration configuration, OnDifference onDifference)
      throws IOException {
    SweepTables tables = new SweepTables(sweep, ResultFileSystem.of(sweep, configuration));
    Distinct<TrialRecord> trials = tables.look(Tables.TRIALS, onDifference);
    for (Table<?> table : List.of(Tables.REFERENCES, Tables.PLAN, Tables.ENVIRONMENT)) {
      tables.look(table, onDifference);
    }
    boolean sound = Copies.doubled(trials.counts()).isEmpty();
    for (Table<?> table : List.of(Tables.ROLLOUTS, Tables.LOSSES)) {
      TableFolder<?> folder = tables.folder(table);
      if (sound && folder.isInOrder(Long.MAX_VALUE)) {
        tables.open(folder); // no need to read it
      } else {
        tables.look(table, onDifference);
      }
    }
    return tables;
  }

  private <R> TableFolder<R> folder(Table<R> table) {
    return new TableFolder<>(fileSystem, sweep, table, new NoWriter());
  }

  private <R> void open(TableFolder<R> folder) throws IOException {
    Copies<R> copies = new Copies<>(folder, folder.effectiveParts());
    tables.put(folder.table().name(), new Distinct<>(copies, Map.of(), Map.of()));
  }

  private <R> Distinct<R> look(Table<R> table, OnDifference onDifference) throws IOException {
    TableFolder<R> folder = folder(table);
    Copies<R> copies = new Copies<>(folder, folder.effectiveParts());
    Map<String, Integer> counts = copies.counted();
    Map<String, Integer> chosen =
        DoubledRows.chosen(copies, Copies.doubled(counts), onDifference, problems);
    Distinct<R> distinct = new Distinct<>(copies, counts, chosen);
    tables.put(table.name(), distinct);
    return distinct;
  }

  /** The folder. */
  public Path sweep() {
    return sweep;
  }

  /** Rows of one key that differ within this folder, a line each. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The keys of its trials, in their order. */
  public Set<String> trialKeys() {
    return keys(Tables.TRIALS);
  }

  /** The keys of a table that has one row for each. */
  Set<String> keys(Table<?> table) {
    return tables.get(table.name()).counts().keySet();
  }

  /** The copies that count, of those keys that the table has rows of. */
  Map<String, Copy> copies(Table<?> table, Set<String> keys) throws IOException {
    Distinct<?> distinct = tables.get(table.name());
    Map<String, Copy> copies = new LinkedHashMap<>();
    distinct
        .copies()
        .of(keys)
        .forEach((key, all) -> copies.put(key, all.get(distinct.chosen().getOrDefault(key, 0))));
    return copies;
  }

  /** The rows of some keys, named so that they are right in any folder of the sweep. */
  TableFile.RowSource rowsOf(Table<?> table, Set<String> keys) {
    Set<String> wanted = new HashSet<>(keys);
    Distinct<?> distinct = tables.get(table.name());
    return sink ->
        distinct
            .copies()
            .read(
                distinct.chosen(),
                distinct.copies().folder().allColumns(),
                row -> {
                  if (wanted.contains(row.text(table.keyColumn()))) {
                    sink.accept(movable(table, row));
                  }
                });
  }

  /** Earlier versions stored paths as the run saw them. */
  private static Row movable(Table<?> table, Row row) {
    String column =
        table.equals(Tables.TRIALS) ? "model_path" : table.equals(Tables.REFERENCES) ? "path" : "";
    String stored = column.isEmpty() ? null : row.text(column);
    if (stored == null) {
      return row;
    }
    String file = new Path(stored).getName();
    String path =
        table.equals(Tables.TRIALS)
            ? ResultLayout.modelPath(file)
            : ResultLayout.referencePath(file);
    return path.equals(stored) ? row : TableFile.changed(row, table, column, path);
  }
}
