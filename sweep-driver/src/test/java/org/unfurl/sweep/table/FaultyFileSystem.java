package org.unfurl.sweep.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.unfurl.sweep.storage.ResultFileSystem;

/**
 * A local file system that dies at its k-th change, as a killed process does: nothing is written
 * afterwards. (To die while reading is to die before the next change.) It may also run out of
 * space, which it survives.
 */
final class FaultyFileSystem extends FilterFileSystem {

  /** What has become of the fatal operation. */
  enum Death {
    /** Nothing. */
    BEFORE,
    /** All of it, but nobody learns. */
    AFTER,
    /** Half: of the bytes, or of a rename that is a copy and a delete, as in object stores. */
    HALFWAY
  }

  private final Death death;
  private final long fatal;
  private long operations;
  private boolean dead;
  private long space = Long.MAX_VALUE;

  private FaultyFileSystem(FileSystem fileSystem, Death death, long fatal) {
    super(fileSystem);
    this.death = death;
    this.fatal = fatal;
  }

  /** Dies at change number {@code fatal}, counted from 0. */
  static FaultyFileSystem dying(Path path, Death death, long fatal) throws IOException {
    return new FaultyFileSystem(ResultFileSystem.of(path, SampleFiles.CONFIGURATION), death, fatal);
  }

  static FaultyFileSystem lasting(Path path) throws IOException {
    return dying(path, Death.BEFORE, Long.MAX_VALUE);
  }

  boolean isDead() {
    return dead;
  }

  void setSpace(long bytes) {
    space = bytes;
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return during(() -> fs.mkdirs(path), () -> {});
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return during(() -> fs.delete(path, recursive), () -> {});
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return during(
        () -> fs.rename(from, to), () -> FileUtil.copy(fs, from, fs, to, false, getConf()));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    OutputStream file =
        during(
            () -> fs.create(path, permission, overwrite, 1, replication, blockSize, progress),
            () -> {});
    return new FSDataOutputStream(new BufferedOutputStream(new FaultyFile(file), 8192), null);
  }

  /** Something the file system does. */
  private interface Operation<T> {
    T run() throws IOException;
  }

  /** The half of it that a death leaves behind. */
  private interface Half {
    void run() throws IOException;
  }

  private <T> T during(Operation<T> operation, Half half) throws IOException {
    if (dead) {
      throw new IOException("the process is dead");
    }
    if (operations++ == fatal) {
      dead = true;
      switch (death) {
        case BEFORE -> {}
        case AFTER -> operation.run();
        case HALFWAY -> half.run();
      }
      throw new IOException("the process was killed");
    }
    return operation.run();
  }

  private final class FaultyFile extends OutputStream {
    private final OutputStream file;

    FaultyFile(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > space) {
        throw new IOException("No space left on device");
      }
      space -= length;
      during(() -> writeNow(bytes, offset, length), () -> writeNow(bytes, offset, length / 2));
    }

    private boolean writeNow(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
      file.flush();
      return true;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
