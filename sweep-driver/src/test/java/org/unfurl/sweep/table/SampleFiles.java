package org.unfurl.sweep.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.ResultFileSystem;
import org.unfurl.sweep.storage.SoleWriter;

/** Reads tables as a stranger's tool does: every file that ends in {@code .parquet}. */
final class SampleFiles {

  /** One for all tests, because reading Hadoop's defaults takes longer than a test. */
  static final Configuration CONFIGURATION = new Configuration();

  private SampleFiles() {}

  static <R> List<Row> rows(Path sweep, Table<R> table) throws IOException {
    FileSystem fileSystem = ResultFileSystem.of(sweep, CONFIGURATION);
    TableFolder<R> folder = new TableFolder<>(fileSystem, sweep, table, new SoleWriter(0));
    List<Row> rows = new ArrayList<>();
    FileStatus[] files =
        fileSystem.globStatus(new Path(new Path(sweep, table.name()), "*.parquet"));
    for (FileStatus file : files == null ? new FileStatus[0] : files) {
      TableFile.read(fileSystem, file, table, folder.allColumns(), rows::add);
    }
    return rows;
  }
}
