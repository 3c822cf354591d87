package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.table.ResultFileSystem;

/**
 * One driver at a time writes a sweep's tables: a file {@code _lock} that names host and process.
 * The lock of a process that is gone from this host is taken over; whether one on another host is
 * still alive cannot be known from here, so that is the user's to decide.
 */
final class SweepLock implements AutoCloseable {

  private final FileSystem files;
  private final Path path;

  private SweepLock(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /**
   * Takes the lock.
   *
   * @throws RunRefusedException if another live driver holds it
   * @throws IOException if the folder cannot be written
   */
  static SweepLock take(Path sweepFolder, Configuration configuration)
      throws IOException, RunRefusedException {
    Path path = new Path(sweepFolder, "_lock");
    FileSystem files = ResultFileSystem.of(path, configuration);
    Optional<List<String>> holder = holder(files, path);
    if (holder.isPresent()) {
      String host = holder.get().get(0);
      long pid = Long.parseLong(holder.get().get(1));
      if (!host.equals(Host.name())
          || (pid != ProcessHandle.current().pid()
              && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))) {
        throw new RunRefusedException(
            sweepFolder
                + " is being written by process "
                + pid
                + " on "
                + host
                + "; wait for it, or delete "
                + path
                + " if that process is gone");
      }
    }
    files.delete(path, false);
    try (OutputStream out = files.create(path, false)) {
      out.write(
          (Host.name() + "\n" + ProcessHandle.current().pid() + "\n")
              .getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw new RunRefusedException(sweepFolder + " was just taken by another run; try again");
    }
    return new SweepLock(files, path);
  }

  private static Optional<List<String>> holder(FileSystem files, Path path) throws IOException {
    if (!files.exists(path)) {
      return Optional.empty();
    }
    try (InputStream in = files.open(path)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      // A driver killed between creating and filling the file leaves it empty: nobody's lock.
      return lines.size() < 2 ? Optional.empty() : Optional.of(lines);
    }
  }

  @Override
  public void close() throws IOException {
    files.delete(path, false);
  }
}
