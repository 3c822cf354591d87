package org.unfurl.sweep.table;

import java.io.IOException;
import org.apache.parquet.example.data.Group;
import org.unfurl.sweep.outcome.OutcomeKind;

/** A row as it lies in a file. Columns that the file lacks or the row leaves open read as null. */
final class Row {
  private final Group group;

  Row(Group group) {
    this.group = group;
  }

  Group group() {
    return group;
  }

  String text(String column) {
    return (String) value(column, ColumnType.STRING);
  }

  Integer integer(String column) {
    return (Integer) value(column, ColumnType.INT);
  }

  Long number(String column) {
    return (Long) value(column, ColumnType.LONG);
  }

  Double real(String column) {
    return (Double) value(column, ColumnType.DOUBLE);
  }

  /** The column {@code outcome}; null if there is none. */
  OutcomeKind outcome() throws IOException {
    String word = text("outcome");
    return word == null ? null : OutcomeKind.of(word);
  }

  Object value(String column, ColumnType type) {
    boolean absent =
        !group.getType().containsField(column) || group.getFieldRepetitionCount(column) == 0;
    return absent ? null : type.value(group, column);
  }
}
