package org.unfurl.sweep.storage;

import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** What Java knows of a file that Hadoop names, where it lies in the operating system's own. */
final class LocalFile {

  private LocalFile() {}

  static boolean isLocal(FileSystem files) {
    return files instanceof RawLocalFileSystem;
  }

  static Path of(FileSystem files, org.apache.hadoop.fs.Path path) {
    return ((RawLocalFileSystem) files).pathToFile(path).toPath();
  }
}
