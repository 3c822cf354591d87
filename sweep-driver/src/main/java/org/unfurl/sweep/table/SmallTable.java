package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Changes to a table so small that each writes the whole table anew, as one file. */
final class SmallTable {

  private SmallTable() {}

  /** Adds rows; those of the same keys give way. */
  static <R> void put(TableFolder<R> folder, List<R> rows, Function<R, String> key)
      throws IOException {
    Set<String> replaced = new HashSet<>();
    rows.forEach(row -> replaced.add(key.apply(row)));
    List<Part> old = folder.parts();
    folder.replace(
        0,
        0,
        sink -> {
          for (Part part : old) {
            folder.readOthers(part, replaced, sink);
          }
          TableFile.rows(folder.table(), rows).writeTo(sink);
        });
  }

  /** Adds the rows of another folder whose keys are unknown in this one. */
  static <R> void addUnknown(TableFolder<R> folder, SweepTables source) throws IOException {
    List<Part> old = folder.parts();
    Set<String> known = new Copies<>(folder, old).counted().keySet();
    Set<String> unknown = new HashSet<>(source.keys(folder.table()));
    unknown.removeAll(known);
    if (unknown.isEmpty()) {
      return;
    }
    folder.replace(
        0,
        0,
        sink -> {
          for (Part part : old) {
            folder.readOthers(part, Set.of(), sink);
          }
          int[] position = {known.size()}; // in the plan, after those that were there
          source
              .rowsOf(folder.table(), unknown)
              .writeTo(
                  row ->
                      sink.accept(
                          folder.table().equals(Tables.PLAN)
                              ? TableFile.changed(row, Tables.PLAN, "position", position[0]++)
                              : row));
        });
  }
}
