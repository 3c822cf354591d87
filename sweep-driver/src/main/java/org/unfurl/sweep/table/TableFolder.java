package org.unfurl.sweep.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.Writer;

/**
 * The folder of one table. Every change becomes visible by one rename, which need not be atomic,
 * and {@link #recover} finishes or undoes a change that a crash cut short:
 *
 * <ul>
 *   <li>append: write {@code _part-n-n.tmp}, rename to {@code part-n-n.parquet}. A crash leaves at
 *       most a temporary file, which recovery deletes.
 *   <li>replace: write {@code _part-a-b.tmp}, rename to {@code _part-a-b.ready}, delete the visible
 *       files within a to b, rename to {@code part-a-b.parquet}. Up to the first rename the old
 *       files count; after it the ready file does, and recovery repeats the remaining steps. Old
 *       and new rows are never visible together.
 * </ul>
 *
 * <p>A writer removes files of its own and of earlier writers only. So one that was taken for dead
 * and is not can at most add a batch; it cannot take anything away from the writer after it.
 */
final class TableFolder<R> {
  private final FileSystem fileSystem;
  private final Path path;
  private final Table<R> table;
  private final Writer writer;

  TableFolder(FileSystem fileSystem, Path sweep, Table<R> table, Writer writer) {
    this.fileSystem = fileSystem;
    this.path = new Path(sweep, table.name());
    this.table = table;
    this.writer = writer;
  }

  Table<R> table() {
    return table;
  }

  /** The visible files, by batch number. */
  List<Part> parts() throws IOException {
    return list().stream().filter(part -> part.state() == Part.State.VISIBLE).toList();
  }

  /**
   * Whether the files are as this class leaves them: each with a name of ours, none with a batch of
   * another, none beyond the last one.
   */
  boolean isInOrder(long lastBatch) throws IOException {
    long next = 0;
    for (Part part : settledParts(lastBatch)) {
      if (part.state() == Part.State.FOREIGN || part.first() < next || part.last() > lastBatch) {
        return false;
      }
      next = part.last() + 1;
    }
    return true;
  }

  /** Like {@link #effectiveParts}, without what a successor of this writer may be committing. */
  List<Part> settledParts(long lastBatch) throws IOException {
    return effectiveParts().stream()
        .filter(part -> part.last() <= lastBatch || part.writer() <= writer.number())
        .toList();
  }

  /** What holds the rows even in the middle of a replacement: ready files stand for their range. */
  List<Part> effectiveParts() throws IOException {
    List<Part> all = list();
    List<Part> ready = all.stream().filter(part -> part.state() == Part.State.READY).toList();
    return all.stream()
        .filter(part -> part.state() != Part.State.TEMPORARY)
        .filter(
            part ->
                part.state() == Part.State.READY
                    || ready.stream().noneMatch(replacement -> replacement.covers(part)))
        .toList();
  }

  void recover() throws IOException {
    for (Part part : list()) {
      switch (part.state()) {
        case TEMPORARY -> delete(part);
        case READY -> finishReplacement(part.first(), part.last(), part.file().getPath());
        case VISIBLE, FOREIGN -> {}
      }
    }
  }

  void append(long batch, List<R> rows) throws IOException {
    append(batch, TableFile.rows(table, rows));
  }

  void append(long batch, TableFile.RowSource rows) throws IOException {
    fileSystem.mkdirs(path);
    Path temporary = file(batch, batch, Part.State.TEMPORARY);
    TableFile.write(fileSystem, temporary, table, rows);
    writer.requireAlone();
    rename(temporary, file(batch, batch, Part.State.VISIBLE));
  }

  /** Replaces every visible file within the range. */
  void replace(long first, long last, TableFile.RowSource source) throws IOException {
    fileSystem.mkdirs(path);
    Path temporary = file(first, last, Part.State.TEMPORARY);
    TableFile.write(fileSystem, temporary, table, source);
    writer.requireAlone();
    Path ready = file(first, last, Part.State.READY);
    rename(temporary, ready);
    finishReplacement(first, last, ready);
  }

  /**
   * Puts one file, of the batches 0 to last, in the place of others.
   *
   * @param old the files whose rows the source gives, whoever wrote them
   */
  void replaceAll(long last, List<Part> old, TableFile.RowSource source) throws IOException {
    replace(0, last, source);
    writer.requireAlone();
    Path kept = file(0, last, Part.State.VISIBLE);
    for (Part part : old) {
      if (!part.file().getPath().getName().equals(kept.getName())) {
        delete(part.file().getPath());
      }
    }
  }

  /** Merges the newest files, back to the last one of at least {@code largeBytes}. */
  void compact(long largeBytes) throws IOException {
    List<Part> parts = parts();
    int from = parts.size();
    while (from > 0 && parts.get(from - 1).file().getLen() < largeBytes) {
      from--;
    }
    merge(parts.subList(from, parts.size()));
  }

  /**
   * Merges the newest batches, and what was merged before only where at least as many batches have
   * come after it: a row is then rewritten a logarithmic number of times however many there are.
   */
  void compactNewest(long largeBytes) throws IOException {
    List<Part> parts = parts();
    int from = parts.size();
    long newer = 1; // a batch that was never merged always joins
    while (from > 0
        && parts.get(from - 1).batches() <= newer
        && parts.get(from - 1).file().getLen() < largeBytes) {
      from--;
      newer = parts.get(parts.size() - 1).last() - parts.get(from).first() + 1;
    }
    merge(parts.subList(from, parts.size()));
  }

  private void merge(List<Part> parts) throws IOException {
    if (parts.size() > 1) {
      long first = parts.get(0).first();
      long last = parts.stream().mapToLong(Part::last).max().getAsLong();
      // All that the replacement takes away, also where files overlap.
      List<Part> covered =
          parts().stream().filter(part -> first <= part.first() && part.last() <= last).toList();
      replace(
          first,
          last,
          sink -> {
            for (Part part : covered) {
              read(part, allColumns(), sink);
            }
          });
    }
  }

  /**
   * Rewrites the files that hold rows with one of the keys, without those rows. A file that loses
   * all its rows stays, empty, so that the numbers of its batches remain taken.
   */
  void removeRows(Set<String> keys) throws IOException {
    for (Part part : parts()) {
      Set<String> present = keys(part);
      present.retainAll(keys);
      if (!present.isEmpty()) {
        replace(part.first(), part.last(), sink -> readOthers(part, present, sink));
      }
    }
  }

  /**
   * Deletes the files of later batches, unless they hold rows of a known trial: those were put
   * there by hand.
   */
  void deleteUncommitted(long committed, Set<String> knownKeys) throws IOException {
    for (Part part : parts()) {
      if (part.last() > committed && Collections.disjoint(keys(part), knownKeys)) {
        delete(part);
      }
    }
  }

  private Set<String> keys(Part part) throws IOException {
    String column = table.keyColumn();
    Set<String> keys = new HashSet<>();
    read(part, Set.of(column), row -> keys.add(row.text(column)));
    return keys;
  }

  /** Number of the newest batch, -1 if there is none. */
  long lastBatch() throws IOException {
    return parts().stream().mapToLong(Part::last).max().orElse(-1);
  }

  void read(Part part, Set<String> columns, TableFile.RowSink sink) throws IOException {
    TableFile.read(fileSystem, part.file(), table, columns, sink);
  }

  /** Reads the rows that have none of the keys. */
  void readOthers(Part part, Set<String> keys, TableFile.RowSink sink) throws IOException {
    String keyColumn = table.keyColumn();
    read(
        part,
        allColumns(),
        row -> {
          if (!keys.contains(row.text(keyColumn))) {
            sink.accept(row);
          }
        });
  }

  Set<String> allColumns() {
    return table.columns().stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
  }

  private void finishReplacement(long first, long last, Path ready) throws IOException {
    for (Part part : parts()) {
      if (first <= part.first() && part.last() <= last) {
        delete(part);
      }
    }
    rename(ready, file(first, last, Part.State.VISIBLE));
  }

  private List<Part> list() throws IOException {
    FileStatus[] files;
    try {
      files = fileSystem.listStatus(path);
    } catch (FileNotFoundException absent) {
      return List.of();
    }
    return Arrays.stream(files)
        .map(Part::of)
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparingLong(Part::first)
                .thenComparing(Part::state)
                .thenComparing(Part::writer))
        .toList();
  }

  private Path file(long first, long last, Part.State state) {
    return new Path(path, Part.name(first, last, writer.number(), state));
  }

  private void rename(Path from, Path to) throws IOException {
    if (!fileSystem.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to.getName());
    }
  }

  private void delete(Part part) throws IOException {
    if (part.writer() > writer.number()) {
      return;
    }
    delete(part.file().getPath());
  }

  private void delete(Path file) throws IOException {
    if (!fileSystem.delete(file, false) && fileSystem.exists(file)) {
      throw new IOException("cannot delete " + file);
    }
  }
}
