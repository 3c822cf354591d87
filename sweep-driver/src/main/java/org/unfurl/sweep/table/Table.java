package org.unfurl.sweep.table;

import java.util.List;
import java.util.Set;
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
 * @param key the columns that no two rows share; rows that share the first of them are written
 *     together and belong together
 * @param provenance columns that say where, when and for whom a row was made; two rows of one key
 *     are equal if they differ in nothing else
 * @param <R> what becomes a row
 */
public record Table<R>(
    String name,
    String meaning,
    List<Column<R>> columns,
    List<String> key,
    Set<String> provenance) {

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    provenance = Set.copyOf(provenance);
  }

  /** The column whose rows belong together. */
  String keyColumn() {
    return key.get(0);
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
