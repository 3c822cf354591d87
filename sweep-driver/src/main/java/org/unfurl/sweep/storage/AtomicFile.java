package org.unfurl.sweep.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that are there whole or not at all: written beside their place, then renamed into it. */
public final class AtomicFile {

  private AtomicFile() {}

  /** What goes into the file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a file. A second writer of equal content at the same time does no harm.
   *
   * @throws IOException if it cannot be written; nothing of it is left behind then
   */
  public static void write(Path target, Configuration configuration, Content content)
      throws IOException {
    // The leading underscore hides the unfinished file from every reader of the folder.
    Path temporary = new Path(target.getParent(), "_" + target.getName() + "." + UUID.randomUUID());
    FileSystem files = ResultFileSystem.of(target, configuration);
    try {
      try (OutputStream out = new BufferedOutputStream(files.create(temporary, true), 1 << 16)) {
        content.writeTo(out);
      }
      replace(files, temporary, target);
    } catch (IOException e) {
      deleteQuietly(files, temporary);
      throw new IOException(target + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void replace(FileSystem files, Path temporary, Path target) throws IOException {
    // Some file systems rename onto an existing file, which leaves no instant without one.
    if (!renamed(files, temporary, target)) {
      files.delete(target, false);
      if (!renamed(files, temporary, target)) {
        if (!files.exists(target)) {
          throw new IOException("renaming failed");
        }
        deleteQuietly(files, temporary);
      }
    }
  }

  private static boolean renamed(FileSystem files, Path from, Path to) throws IOException {
    try {
      return files.rename(from, to);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void deleteQuietly(FileSystem files, Path temporary) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      // Its name hides it, and why the file could not be written matters more.
    }
  }
}
