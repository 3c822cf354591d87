package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Takes doubled rows out of the tables of a sweep: those of folders that were copied together by
 * hand, or of two writers. Files that overlap, or have a name that {@link TableFolder} does not
 * give, become one file with a right name on the way. Nothing is changed if rows differ.
 *
 * <p>{@code trials} is rewritten last: as long as it holds doubles, the next {@link #remove} looks
 * at the other tables again.
 */
final class DoubledRows {
  private final Path sweep;
  private final OnDifference onDifference;
  private final List<String> problems = new ArrayList<>();
  private final List<Rewriting> rewritings = new ArrayList<>();

  DoubledRows(Path sweep, OnDifference onDifference) {
    this.sweep = sweep;
    this.onDifference = onDifference;
  }

  /** Writes a table anew. */
  private interface Rewriting {
    void run() throws IOException;
  }

  /**
   * Removes them.
   *
   * @param trials committed batches
   * @param ofTrials tables with the same batches
   * @param singles tables of one file each
   * @return the keys that {@code trials} has
   * @throws IOException if rows differ, or cannot be read or written
   */
  Set<String> remove(
      TableFolder<?> trials, List<TableFolder<?>> ofTrials, List<TableFolder<?>> singles)
      throws IOException {
    Copies<?> ofTrialKeys = copies(trials);
    Map<String, Integer> keys = ofTrialKeys.counted();
    long committed = trials.lastBatch();
    for (TableFolder<?> folder : ofTrials) {
      folder.deleteUncommitted(committed, keys.keySet());
      if (!Copies.doubled(keys).isEmpty() || !folder.isInOrder(committed)) {
        Copies<?> copies = new Copies<>(folder, folder.settledParts(committed));
        collect(copies, copies.counted(), folder.isInOrder(committed), keys.keySet(), committed);
      }
    }
    for (TableFolder<?> folder : singles) {
      Copies<?> copies = copies(folder);
      boolean inOrder = copies.parts().size() <= 1 && folder.isInOrder(Long.MAX_VALUE);
      collect(copies, copies.counted(), inOrder, null, 0);
    }
    collect(ofTrialKeys, keys, trials.isInOrder(committed), null, committed);
    if (!problems.isEmpty()) {
      throw differing(sweep, problems);
    }
    for (Rewriting rewriting : rewritings) {
      rewriting.run();
    }
    return keys.keySet();
  }

  /** One line of all that differs, with what mends it. */
  static IOException differing(Path sweep, List<String> problems) {
    String others = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more like it)" : "";
    return new IOException(
        problems.get(0)
            + others
            + "; move the wrong file away, or keep what comes first: ./unfurl merge "
            + sweep.getParent()
            + " --into "
            + sweep.getParent()
            + " --on-difference keep-first");
  }

  private static <R> Copies<R> copies(TableFolder<R> folder) throws IOException {
    return new Copies<>(folder, folder.effectiveParts());
  }

  /**
   * Chooses among the copies of a table that has doubles.
   *
   * @param known the keys that may stay; null for any
   */
  private <R> void collect(
      Copies<R> copies, Map<String, Integer> counts, boolean inOrder, Set<String> known, long last)
      throws IOException {
    TableFolder<R> folder = copies.folder();
    Set<String> doubled = Copies.doubled(counts);
    if (doubled.isEmpty() && inOrder) {
      return;
    }
    Map<String, Integer> chosen = chosen(copies, doubled, onDifference, problems);
    String key = folder.table().keyColumn();
    rewritings.add(
        () ->
            folder.replaceAll(
                Math.max(last, 0),
                copies.parts(),
                sink ->
                    copies.read(
                        chosen,
                        folder.allColumns(),
                        row -> {
                          if (known == null || known.contains(row.text(key))) {
                            sink.accept(row);
                          }
                        })));
  }

  /** Which copy of each doubled key stays. */
  static <R> Map<String, Integer> chosen(
      Copies<R> copies, Set<String> doubled, OnDifference onDifference, List<String> problems)
      throws IOException {
    Map<String, Integer> chosen = new HashMap<>();
    copies
        .of(doubled)
        .forEach(
            (key, ofKey) ->
                chosen.put(
                    key,
                    Choice.among(copies.folder().table(), key, ofKey, onDifference, problems)));
    return chosen;
  }
}
