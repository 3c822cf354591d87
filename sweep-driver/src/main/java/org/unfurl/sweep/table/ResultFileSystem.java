package org.unfurl.sweep.table;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Chooses the file system of a results folder. */
final class ResultFileSystem {

  private ResultFileSystem() {}

  /** Hadoop's local file system would put a hidden {@code .crc} file beside every table file. */
  static FileSystem of(Path path, Configuration configuration) throws IOException {
    FileSystem fileSystem = path.getFileSystem(configuration);
    return fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
  }
}
