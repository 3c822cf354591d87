package org.unfurl.sweep.table;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param name snake_case
 * @param type storage type
 * @param nullable whether a row may have no value here
 * @param meaning what it holds, with its unit, for people
 * @param value the value of a row, null where the row has none; of the type's Java class
 * @param <R> what becomes a row
 */
public record Column<R>(
    String name, ColumnType type, boolean nullable, String meaning, Function<R, Object> value) {

  static <R> Column<R> required(
      String name, ColumnType type, String meaning, Function<R, Object> value) {
    return new Column<>(name, type, false, meaning, value);
  }

  static <R> Column<R> optional(
      String name, ColumnType type, String meaning, Function<R, Object> value) {
    return new Column<>(name, type, true, meaning, value);
  }
}
