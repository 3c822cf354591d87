package org.unfurl.sweep.table;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table described as data.
 *
 * @param name its folder
 * @param meaning what one row is, for people
 * @param columns in file order
 * @param <R> what becomes a row
 */
public record Table<R>(String name, String meaning, List<Column<R>> columns) {

  /** Copies the list. */
  public Table {
    columns = List.copyOf(columns);
  }

  MessageType schema() {
    return new MessageType(
        name,
        columns.stream()
            .map(column -> column.type().field(column.name(), column.nullable()))
            .toArray(Type[]::new));
  }

  Group group(MessageType schema, R row) {
    Group group = new SimpleGroup(schema);
    for (Column<R> column : columns) {
      Object value = column.value().apply(row);
      if (value != null) {
        column.type().add(group, column.name(), value);
      } else if (!column.nullable()) {
        throw new IllegalArgumentException(
            "column " + name + "." + column.name() + " must have a value in " + row);
      }
    }
    return group;
  }
}
