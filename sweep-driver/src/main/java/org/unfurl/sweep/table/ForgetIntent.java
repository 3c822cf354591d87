package org.unfurl.sweep.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file beside the tables that names the trials being forgotten, until all their rows are gone.
 */
final class ForgetIntent {
  private final FileSystem fileSystem;
  private final Path temporary;
  private final Path path;

  ForgetIntent(FileSystem fileSystem, Path sweep) {
    this.fileSystem = fileSystem;
    this.temporary = new Path(sweep, "_forget.tmp");
    this.path = new Path(sweep, "_forget");
  }

  void write(Set<String> keys) throws IOException {
    try (OutputStream file = fileSystem.create(temporary, true)) {
      file.write(String.join("\n", keys).getBytes(StandardCharsets.UTF_8));
    }
    if (!fileSystem.rename(temporary, path)) {
      throw new IOException("cannot rename " + temporary + " to " + path.getName());
    }
  }

  /** The keys, none if nothing is being forgotten. */
  Set<String> read() throws IOException {
    try (InputStream file = fileSystem.open(path)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (FileNotFoundException absent) {
      return Set.of();
    }
  }

  void clear() throws IOException {
    fileSystem.delete(path, false);
  }

  void deleteTemporary() throws IOException {
    fileSystem.delete(temporary, false);
  }
}
