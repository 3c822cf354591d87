package org.unfurl.sweep.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder {@code _writer} beside what is written: one file for each writer, named by its number.
 * The highest number is the writer's of today. Its file stays when it ends, so that no number ever
 * comes again; the files of earlier ones are removed.
 */
final class ClaimFolder {

  static final String NAME = "_writer";

  private static final Pattern NUMBER = Pattern.compile("\\d{8,18}");

  private final FileSystem files;
  private final Path path;

  ClaimFolder(FileSystem files, Path folder) {
    this.files = files;
    this.path = new Path(folder, NAME);
  }

  /**
   * A writer's file as it was found.
   *
   * @param modified when it was written, on the file system's clock: only good for comparing
   * @param content nothing while it is being written
   */
  record Found(long number, long modified, String content) {

    Optional<Claim> claim() {
      return Claim.parse(content);
    }

    boolean hasEnded() {
      return claim().map(Claim::ended).orElse(false);
    }
  }

  FileSystem files() {
    return files;
  }

  Path path() {
    return path;
  }

  void create() throws IOException {
    if (!files.mkdirs(path)) {
      throw new IOException("cannot create " + path);
    }
  }

  private NavigableMap<Long, FileStatus> byNumber() throws IOException {
    NavigableMap<Long, FileStatus> numbers = new TreeMap<>();
    for (FileStatus file : files.listStatus(path)) {
      if (NUMBER.matcher(file.getPath().getName()).matches()) {
        numbers.put(Long.parseLong(file.getPath().getName()), file);
      }
    }
    return numbers;
  }

  /** The file with the highest number; empty where there has been no writer. */
  Optional<Found> latest() throws IOException {
    while (true) {
      Map.Entry<Long, FileStatus> last = byNumber().lastEntry();
      if (last == null) {
        return Optional.empty();
      }
      try {
        String content = read(last.getKey());
        return Optional.of(
            new Found(last.getKey(), last.getValue().getModificationTime(), content));
      } catch (FileNotFoundException e) {
        // A later writer has removed it, whose own file is there: look again.
      }
    }
  }

  /** Whether this number is still there, and the highest. */
  boolean isLatest(long number) throws IOException {
    try {
      Map.Entry<Long, FileStatus> last = byNumber().lastEntry();
      return last != null && last.getKey() == number;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * What is in the file of a number; nothing where it is unfinished, which HDFS may say by failing.
   *
   * @throws FileNotFoundException if there is none
   */
  String read(long number) throws IOException {
    try {
      return new String(ExclusiveFile.read(files, file(number)), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      if (files.exists(file(number))) {
        return "";
      }
      throw new FileNotFoundException(file(number).toString());
    }
  }

  /** Takes a number; returns whether nobody has it. */
  boolean add(long number, Claim claim) throws IOException {
    return ExclusiveFile.create(files, file(number), claim.bytes());
  }

  /** Replaces the content of the file that this process has added. */
  void replace(long number, Claim claim) throws IOException {
    if (!LocalFile.isLocal(files)) {
      try (OutputStream out = files.create(file(number), true)) {
        out.write(claim.bytes());
      }
      return;
    }
    // In place: a full disk must not leave the file empty.
    try (FileChannel channel =
        FileChannel.open(LocalFile.of(files, file(number)), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(claim.bytes()));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(e.getMessage());
    }
  }

  void removeBelow(long number) throws IOException {
    for (long earlier : byNumber().headMap(number).keySet()) {
      files.delete(file(earlier), false);
    }
  }

  private Path file(long number) {
    return new Path(path, String.format(Locale.ROOT, "%08d", number));
  }
}
