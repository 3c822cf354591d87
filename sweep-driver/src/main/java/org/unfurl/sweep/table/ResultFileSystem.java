package org.unfurl.sweep.table;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** Chooses the file system of a results folder. */
public final class ResultFileSystem {

  private ResultFileSystem() {}

  /** Hadoop's local file system would put a hidden {@code .crc} file beside every table file. */
  public static FileSystem of(Path path, Configuration configuration) throws IOException {
    FileSystem fileSystem = path.getFileSystem(configuration);
    if (!(fileSystem instanceof LocalFileSystem)) {
      return fileSystem;
    }
    FileSystem local = new PlainLocalFileSystem();
    local.initialize(fileSystem.getUri(), configuration);
    return local;
  }

  /**
   * Hadoop starts a {@code chmod} process for every new file where its native library is missing,
   * which costs more than writing the file; the umask alone gives the same permissions.
   */
  private static final class PlainLocalFileSystem extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) {}
  }
}
