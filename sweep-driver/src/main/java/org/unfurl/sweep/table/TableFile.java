package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.unfurl.sweep.machine.Compression;

/** Reads and writes one Parquet file of a table. */
final class TableFile {
  static final String TABLE_KEY = "unfurl.table";
  static final String VERSION_KEY = "unfurl.schema.version";

  /** Raised when a column changes its meaning; a new nullable column needs no new version. */
  static final int SCHEMA_VERSION = 1;

  /** Parquet allots a page at once; its default of 1 MiB costs more than a small file itself. */
  private static final int PAGE_BYTES = 128 << 10;

  private TableFile() {}

  /** Receives rows one at a time. */
  interface RowSink {
    void accept(Row row) throws IOException;
  }

  /** Pushes rows into a file that is being written. */
  interface RowSource {
    void writeTo(RowSink sink) throws IOException;
  }

  static <R> RowSource rows(Table<R> table, Iterable<R> rows) {
    MessageType schema = table.schema();
    return sink -> {
      for (R row : rows) {
        sink.accept(new Row(table.group(schema, row)));
      }
    };
  }

  static void write(FileSystem fileSystem, Path path, Table<?> table, RowSource source)
      throws IOException {
    Compression.require();
    MessageType schema = table.schema();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new Output(fileSystem, path))
            .withType(schema)
            .withConf(fileSystem.getConf())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withPageSize(PAGE_BYTES)
            .withExtraMetaData(
                Map.of(TABLE_KEY, table.name(), VERSION_KEY, Integer.toString(SCHEMA_VERSION)))
            .build()) {
      source.writeTo(row -> writer.write(conform(row.group(), schema, table)));
    } catch (ParquetRuntimeException e) {
      throw causeOrItself(e);
    }
  }

  /** Parquet hides what the file system said when it closes a file. */
  private static IOException causeOrItself(ParquetRuntimeException hiding) {
    for (Throwable cause = hiding.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException said) {
        return said;
      }
    }
    throw hiding;
  }

  /** Streams the rows with the wanted columns only. */
  static void read(
      FileSystem fileSystem, FileStatus file, Table<?> table, Set<String> columns, RowSink sink)
      throws IOException {
    try (ParquetFileReader reader = open(fileSystem, file)) {
      FileMetaData metadata = reader.getFileMetaData();
      checkVersion(file.getPath(), table, metadata.getKeyValueMetaData());
      MessageType stored = metadata.getSchema();
      MessageType wanted =
          new MessageType(
              stored.getName(),
              stored.getFields().stream()
                  .filter(field -> columns.contains(field.getName()))
                  .toArray(Type[]::new));
      reader.setRequestedSchema(wanted);
      MessageColumnIO columnIo = new ColumnIOFactory().getColumnIO(wanted, stored);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            columnIo.getRecordReader(pages, new GroupRecordConverter(wanted));
        for (long row = 0; row < pages.getRowCount(); row++) {
          sink.accept(new Row(records.read()));
        }
      }
    }
  }

  private static ParquetFileReader open(FileSystem fileSystem, FileStatus file) throws IOException {
    Compression.require();
    try {
      return ParquetFileReader.open(
          new Input(fileSystem, file), HadoopReadOptions.builder(fileSystem.getConf()).build());
    } catch (RuntimeException damaged) {
      throw new IOException(
          "file ("
              + file.getPath()
              + ") must be a whole Parquet file; delete it and run again: its trials are run anew",
          damaged);
    }
  }

  private static void checkVersion(Path path, Table<?> table, Map<String, String> metadata)
      throws IOException {
    if (!table.name().equals(metadata.get(TABLE_KEY))) {
      throw new IOException(
          "file ("
              + path
              + ") must be a file of Unfurl's table "
              + table.name()
              + "; move it out of the results folder");
    }
    int version = Integer.parseInt(metadata.get(VERSION_KEY));
    if (version != SCHEMA_VERSION) {
      throw new IOException(
          "schema version ("
              + version
              + ") of "
              + path
              + " must be "
              + SCHEMA_VERSION
              + "; use the Unfurl that wrote it or another --results folder");
    }
  }

  /** A row written before a column was added gets the column, without a value. */
  private static Group conform(Group row, MessageType schema, Table<?> table) {
    if (row.getType().equals(schema)) {
      return row;
    }
    Row old = new Row(row);
    Group conformed = new SimpleGroup(schema);
    for (Column<?> column : table.columns()) {
      Object value = old.value(column.name(), column.type());
      if (value != null) {
        column.type().add(conformed, column.name(), value);
      }
    }
    return conformed;
  }

  /** A row with another value in one column. */
  static Row changed(Row row, Table<?> table, String name, Object value) {
    Group changed = new SimpleGroup(table.schema());
    for (Column<?> column : table.columns()) {
      Object old = row.value(column.name(), column.type());
      Object kept = column.name().equals(name) ? value : old;
      if (kept != null) {
        column.type().add(changed, column.name(), kept);
      }
    }
    return new Row(changed);
  }

  private record Output(FileSystem fileSystem, Path path) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) throws IOException {
      return HadoopStreams.wrap(fileSystem.create(path, false));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
      return HadoopStreams.wrap(fileSystem.create(path, true));
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return fileSystem.getDefaultBlockSize(path);
    }

    @Override
    public String getPath() {
      return path.toString();
    }
  }

  private record Input(FileSystem fileSystem, FileStatus file) implements InputFile {
    @Override
    public long getLength() {
      return file.getLen();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      return HadoopStreams.wrap(fileSystem.open(file.getPath()));
    }
  }
}
