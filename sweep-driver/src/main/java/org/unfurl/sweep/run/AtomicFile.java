package org.unfurl.sweep.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.table.ResultFileSystem;

/** Files that are there whole or not at all: written beside their place, then renamed into it. */
final class AtomicFile {

  private AtomicFile() {}

  /** What goes into the file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes or replaces a file. A second writer of equal content at the same time does no harm. */
  static void write(Path target, Configuration configuration, Content content) throws IOException {
    // The leading underscore hides the unfinished file from every reader of the folder.
    Path temporary = new Path(target.getParent(), "_" + target.getName() + "." + UUID.randomUUID());
    FileSystem files = ResultFileSystem.of(target, configuration);
    try {
      try (OutputStream out = new BufferedOutputStream(files.create(temporary, true), 1 << 16)) {
        content.writeTo(out);
      }
      files.delete(target, false);
      if (!files.rename(temporary, target) && !files.exists(target)) {
        throw new IOException(target + " cannot be written");
      }
    } finally {
      files.delete(temporary, false);
    }
  }
}
