package org.unfurl.sweep.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk as a process sees it that is killed at its k-th change: nothing is written
 * afterwards. Or one that is full from then on.
 */
public final class DyingDisk extends RawLocalFileSystem {

  private static final String SCHEME = "dying";

  private URI uri;
  private long changesLeft = Long.MAX_VALUE;
  private String reason = "";

  /** A configuration in which {@link #path} can be opened. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs." + SCHEME + ".impl", DyingDisk.class.getName());
    return configuration;
  }

  /** A folder on a disk of its own. */
  public static Path path(String disk, java.nio.file.Path folder) {
    return new Path(SCHEME + "://" + disk + folder);
  }

  /** The disk that a path lies on, the same one for all paths with its name. */
  public static DyingDisk of(Path path, Configuration configuration) throws IOException {
    return (DyingDisk) FileSystem.get(path.toUri(), configuration);
  }

  /** Lets so many changes happen from now on; then each fails for the reason. */
  public void allow(long changes, String reason) {
    this.changesLeft = changes;
    this.reason = reason;
  }

  /** Whether a change has failed. */
  public boolean isDead() {
    return changesLeft < 0;
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
  }

  @Override
  public URI getUri() {
    return uri == null ? URI.create(SCHEME + "://none") : uri;
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    if (!exists(path)) {
      change();
    }
    return super.mkdirs(path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (exists(path)) {
      change();
    }
    return super.delete(path, recursive);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    FSDataOutputStream file =
        super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            change();
            file.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            file.close();
          }
        };
    return new FSDataOutputStream(new BufferedOutputStream(counted), null);
  }

  private void change() throws IOException {
    if (changesLeft == 0) {
      changesLeft = -1;
    }
    if (changesLeft < 0) {
      throw new IOException(reason);
    }
    changesLeft--;
  }
}
