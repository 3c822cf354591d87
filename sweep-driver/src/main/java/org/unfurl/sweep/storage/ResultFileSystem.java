package org.unfurl.sweep.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsPermission;

/** Chooses the file system of a results folder. */
public final class ResultFileSystem {

  private ResultFileSystem() {}

  /**
   * Hadoop's local file system would put a hidden {@code .crc} file beside every table file.
   *
   * @throws IOException if it cannot be had, also where Hadoop throws something unchecked
   */
  public static FileSystem of(Path path, Configuration configuration) throws IOException {
    FileSystem fileSystem = opened(path, configuration);
    if (!(fileSystem instanceof LocalFileSystem)) {
      return fileSystem;
    }
    FileSystem local = new PlainLocalFileSystem();
    local.initialize(fileSystem.getUri(), configuration);
    return local;
  }

  private static FileSystem opened(Path path, Configuration configuration) throws IOException {
    try {
      return path.getFileSystem(configuration);
    } catch (UnsupportedFileSystemException e) {
      String reason = Schemes.unknown(path.toUri().getScheme(), configuration);
      throw new IOException("no file system for " + path + ": " + reason, e);
    } catch (RuntimeException e) { // no jar, no such host, ...
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String fix =
          root instanceof ClassNotFoundException
              ? "; " + Schemes.addJars(path.toUri().getScheme())
              : "; correct the path, or Hadoop's configuration";
      throw new IOException("no file system for " + path + ": " + root + fix, e);
    }
  }

  /**
   * Hadoop starts a {@code chmod} process for every new file where its native library is missing,
   * which costs more than writing the file; the umask alone gives the same permissions.
   */
  private static final class PlainLocalFileSystem extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) {}

    @Override
    protected OutputStream createOutputStream(Path path, boolean append) throws IOException {
      return new LocalOutput(super.createOutputStream(path, append));
    }

    @Override
    protected OutputStream createOutputStreamWithMode(
        Path path, boolean append, FsPermission permission) throws IOException {
      return new LocalOutput(super.createOutputStreamWithMode(path, append, permission));
    }
  }

  /**
   * Hadoop's local file system wraps a full disk in an Error; here it is the IOException it was.
   */
  private static final class LocalOutput extends FilterOutputStream {

    LocalOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (FSError e) {
        throw new IOException(e.getCause().getMessage(), e);
      }
    }
  }
}
