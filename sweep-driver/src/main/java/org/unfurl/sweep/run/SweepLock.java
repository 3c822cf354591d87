package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.storage.ResultFileSystem;

/**
 * One driver at a time writes a sweep's tables: a file {@code _lock} that names host and process.
 * The lock of a process that is gone from this host is taken over; whether one on another host is
 * still alive cannot be known from here, so that is the user's to decide.
 */
final class SweepLock implements AutoCloseable {

  private static final Pattern CONTENT = Pattern.compile("(\\S+)\n(\\d{1,18})\n");

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
    if (files.exists(path)) {
      Optional<Holder> holder = holder(files, path);
      if (holder.isPresent() && holder.get().mayBeAlive()) {
        throw new RunRefusedException(
            sweepFolder
                + " is being written by process "
                + holder.get().pid()
                + " on "
                + holder.get().host()
                + "; wait for it, or delete "
                + path
                + " if that process is gone");
      }
      files.delete(path, false);
    }
    try (OutputStream out = files.create(path, false)) {
      out.write(
          (Host.name() + "\n" + ProcessHandle.current().pid() + "\n")
              .getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw new RunRefusedException(sweepFolder + " was just taken by another run; try again");
    }
    return new SweepLock(files, path);
  }

  private static Optional<Holder> holder(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      Matcher content = CONTENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      // A driver killed between creating and filling the file leaves it short: nobody's lock.
      return content.matches()
          ? Optional.of(new Holder(content.group(1), Long.parseLong(content.group(2))))
          : Optional.empty();
    }
  }

  /** The driver that wrote the file. */
  private record Holder(String host, long pid) {

    boolean mayBeAlive() {
      if (!host.equals(Host.name())) {
        return true;
      }
      // A restarted container often has the same pid again: then the file is our predecessor's.
      return pid != ProcessHandle.current().pid()
          && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }

  @Override
  public void close() throws IOException {
    files.delete(path, false);
  }
}
