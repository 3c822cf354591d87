package org.unfurl.sweep.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;

/** How a column is stored, and the Java class of its values. */
public enum ColumnType {
  /** {@link Integer}, 32 bits. */
  INT,
  /** {@link Long}, 64 bits. */
  LONG,
  /** {@link Double}, 64 bits; NaN and infinities are kept. */
  DOUBLE,
  /** {@link String}, UTF-8. */
  STRING,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link Instant}, microseconds since the epoch, UTC. */
  TIMESTAMP_MICROS;

  /** How the plain values of a kind are stored; lists as text, such as {@code [8, 20, 8]}. */
  static ColumnType of(Kind<?> kind) {
    if (kind instanceof Kind.Whole<?> whole) {
      return whole.type().equals(Integer.class) ? INT : LONG;
    }
    return kind instanceof Kind.Real ? DOUBLE : STRING;
  }

  /** A plain value of a setting as it is stored. */
  static <T> Object stored(Setting<T> setting, Object plain) {
    return plain instanceof List ? setting.text(setting.kind().of(plain).orElseThrow()) : plain;
  }

  Type field(String name, boolean nullable) {
    Type.Repetition repetition = nullable ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    return switch (this) {
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case TIMESTAMP_MICROS ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
    };
  }

  void add(Group row, String name, Object value) {
    switch (this) {
      case INT -> row.add(name, (int) (Integer) value);
      case LONG -> row.add(name, (long) (Long) value);
      case DOUBLE -> row.add(name, (double) (Double) value);
      case STRING -> row.add(name, Binary.fromString((String) value));
      case BOOLEAN -> row.add(name, (boolean) (Boolean) value);
      case TIMESTAMP_MICROS ->
          row.add(name, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
    }
  }

  Object value(Group row, String name) {
    return switch (this) {
      case INT -> row.getInteger(name, 0);
      case LONG -> row.getLong(name, 0);
      case DOUBLE -> row.getDouble(name, 0);
      case STRING -> row.getString(name, 0);
      case BOOLEAN -> row.getBoolean(name, 0);
      case TIMESTAMP_MICROS -> Instant.EPOCH.plus(row.getLong(name, 0), ChronoUnit.MICROS);
    };
  }
}
