package org.unfurl.sweep.table;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.outcome.OutcomeKind;

/**
 * The rows of a table in some of its files, seen as copies: the rows of one key that were written
 * together are one copy. A sound table has one copy of each key; folders that were copied together
 * by hand may hold several, in any files, also side by side in one.
 */
final class Copies<R> {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final TableFolder<R> folder;
  private final List<Part> parts;
  private final List<Column<R>> keyColumns;
  private final List<Column<R>> compared;

  Copies(TableFolder<R> folder, List<Part> parts) {
    this.folder = folder;
    this.parts = List.copyOf(parts);
    List<Column<R>> columns = folder.table().columns();
    keyColumns =
        folder.table().key().stream()
            .map(
                key -> columns.stream().filter(c -> c.name().equals(key)).findFirst().orElseThrow())
            .toList();
    compared =
        columns.stream().filter(c -> !folder.table().provenance().contains(c.name())).toList();
  }

  /** One copy of the rows of a key. */
  static final class Copy {
    private final Path file;
    private final OutcomeKind outcome;
    private final List<String> columns;

    /** One for each column that is compared, over the rows in their order. */
    private final long[] hashes;

    private Copy(Path file, OutcomeKind outcome, List<String> columns) {
      this.file = file;
      this.outcome = outcome;
      this.columns = columns;
      this.hashes = new long[columns.size()];
      Arrays.fill(hashes, FNV_OFFSET);
    }

    Path file() {
      return file;
    }

    /** Of the trial; null in tables that have none. */
    OutcomeKind outcome() {
      return outcome;
    }

    boolean hasEqualRows(Copy other) {
      return Arrays.equals(hashes, other.hashes);
    }

    /** Names of the columns that differ. */
    List<String> differences(Copy other) {
      List<String> names = new ArrayList<>();
      for (int column = 0; column < hashes.length; column++) {
        if (hashes[column] != other.hashes[column]) {
          names.add(columns.get(column));
        }
      }
      return names;
    }
  }

  TableFolder<R> folder() {
    return folder;
  }

  List<Part> parts() {
    return parts;
  }

  /** Every key, and of how many copies. */
  Map<String, Integer> counted() throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    forEachRow(
        Set.of(),
        (file, row, key, isFirst) -> {
          if (isFirst) {
            counts.merge(key, 1, Integer::sum);
          }
        });
    return counts;
  }

  static Set<String> doubled(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The copies of these keys, in the order of the files. */
  Map<String, List<Copy>> of(Set<String> keys) throws IOException {
    Map<String, List<Copy>> copies = new HashMap<>();
    if (keys.isEmpty()) {
      return copies;
    }
    List<String> names = compared.stream().map(Column::name).toList();
    Set<String> columns = new HashSet<>(names);
    boolean hasOutcome = names.contains("outcome");
    forEachRow(
        columns,
        (file, row, key, isFirst) -> {
          if (!keys.contains(key)) {
            return;
          }
          List<Copy> ofKey = copies.computeIfAbsent(key, absent -> new ArrayList<>());
          if (isFirst) {
            ofKey.add(new Copy(file, hasOutcome ? row.outcome() : null, names));
          }
          long[] hashes = ofKey.get(ofKey.size() - 1).hashes;
          for (int column = 0; column < hashes.length; column++) {
            Column<R> of = compared.get(column);
            hashes[column] = mixed(hashes[column], row.value(of.name(), of.type()));
          }
        });
    return copies;
  }

  /**
   * Reads one copy of each key.
   *
   * @param chosen which copy, counted from 0; the first of keys that it does not hold
   */
  void read(Map<String, Integer> chosen, Set<String> columns, TableFile.RowSink sink)
      throws IOException {
    Map<String, Integer> met = new HashMap<>();
    forEachRow(
        columns,
        (file, row, key, isFirst) -> {
          int copy = isFirst ? met.merge(key, 1, Integer::sum) : met.get(key);
          if (copy - 1 == chosen.getOrDefault(key, 0)) {
            sink.accept(row);
          }
        });
  }

  /** Receives rows one at a time, with their key. */
  interface KeyedSink {
    void accept(String key, Row row) throws IOException;
  }

  /** Reads all copies of all keys. */
  void readAll(Set<String> columns, KeyedSink sink) throws IOException {
    forEachRow(columns, (file, row, key, isFirst) -> sink.accept(key, row));
  }

  /** Receives rows one at a time. */
  private interface Visitor {
    void visit(Path file, Row row, String key, boolean isFirst) throws IOException;
  }

  private void forEachRow(Set<String> columns, Visitor visitor) throws IOException {
    Set<String> wanted = new HashSet<>(columns);
    keyColumns.forEach(column -> wanted.add(column.name()));
    for (Part part : parts) {
      List<List<Object>> firstOfCopy = new ArrayList<>();
      folder.read(
          part,
          wanted,
          row -> {
            List<Object> identity = new ArrayList<>();
            keyColumns.forEach(column -> identity.add(row.value(column.name(), column.type())));
            // Another key, or the same rows once more from their beginning.
            boolean isFirst =
                firstOfCopy.isEmpty()
                    || !firstOfCopy.get(0).get(0).equals(identity.get(0))
                    || firstOfCopy.get(0).equals(identity);
            if (isFirst) {
              firstOfCopy.clear();
              firstOfCopy.add(identity);
            }
            visitor.visit(part.file().getPath(), row, (String) identity.get(0), isFirst);
          });
    }
  }

  /** FNV-1a, in whole words. */
  private static long mixed(long hash, Object value) {
    if (value instanceof String text) {
      long mixed = hash;
      for (int index = 0; index < text.length(); index++) {
        mixed = (mixed ^ text.charAt(index)) * FNV_PRIME;
      }
      return (mixed ^ text.length()) * FNV_PRIME;
    }
    long bits;
    if (value instanceof Double real) {
      bits = Double.doubleToLongBits(real);
    } else if (value instanceof Instant instant) {
      bits = instant.getEpochSecond() * 1_000_000_007L + instant.getNano();
    } else {
      bits =
          value == null
              ? -1
              : value instanceof Number number ? number.longValue() : value.hashCode();
    }
    long mixed = (hash ^ bits) * FNV_PRIME;
    return mixed ^ (mixed >>> 32);
  }
}
