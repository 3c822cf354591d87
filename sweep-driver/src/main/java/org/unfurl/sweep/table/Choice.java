package org.unfurl.sweep.table;

import java.util.List;
import org.unfurl.sweep.table.Copies.Copy;

/**
 * Which of several copies of a key's rows stays. Equal copies are one. A trial that failed has no
 * result that could differ: it gives way to one, and of several failures the first stays.
 */
final class Choice {

  private static final int SHOWN = 4;

  private Choice() {}

  /**
   * Chooses.
   *
   * @param problems receives a line if copies differ and none is to be preferred
   * @return which one stays, counted from 0
   */
  static int among(
      Table<?> table,
      String key,
      List<Copy> copies,
      OnDifference onDifference,
      List<String> problems) {
    if (onDifference == OnDifference.KEEP_FIRST) {
      return 0;
    }
    int chosen = 0;
    for (int copy = 1; copy < copies.size(); copy++) {
      if (isFailure(copies.get(copy))) {
        continue;
      }
      if (isFailure(copies.get(chosen))) {
        chosen = copy;
      } else if (!copies.get(copy).hasEqualRows(copies.get(chosen))) {
        problems.add(difference(table, key, copies.get(chosen), copies.get(copy)));
        return chosen;
      }
    }
    return chosen;
  }

  static boolean isFailure(Copy copy) {
    return copy.outcome() != null && copy.outcome().isFailure();
  }

  static String difference(Table<?> table, String key, Copy first, Copy second) {
    List<String> columns = first.differences(second);
    return subject(table)
        + " ("
        + key
        + ") must have one row, but "
        + first.file()
        + " and "
        + second.file()
        + " differ in "
        + String.join(", ", columns.subList(0, Math.min(SHOWN, columns.size())))
        + (columns.size() > SHOWN ? " and " + (columns.size() - SHOWN) + " other columns" : "");
  }

  private static String subject(Table<?> table) {
    if (table.equals(Tables.REFERENCES)) {
      return "reference";
    }
    return table.equals(Tables.ENVIRONMENT) ? "run" : "trial";
  }
}
