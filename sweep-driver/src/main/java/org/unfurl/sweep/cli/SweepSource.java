package org.unfurl.sweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.storage.ResultFileSystem;

/**
 * Where a sweep file's bytes come from: a file on this machine or on any Hadoop file system,
 * standard input, or a pipe that the shell made. Never waits for a pipe that nobody may write into,
 * and never reads more than a sweep file can have.
 *
 * @param name the path, or {@code -} for standard input
 */
record SweepSource(String name) {

  /** What the parser takes at most. */
  static final int MOST_BYTES = 3 << 20;

  private static final Set<String> STANDARD_INPUT =
      Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

  /** Pipes of which the shell holds the other end, such as that of {@code <(…)}. */
  private static final List<String> HANDED_OVER = List.of("/dev/fd/", "/proc/self/fd/");

  /** The bits of a Unix file's mode that say what it is, and what they say. */
  private static final int KIND = 0170000;

  private static final int FIFO = 0010000;
  private static final int TERMINAL_OR_OTHER_DEVICE = 0020000;

  /**
   * All of its bytes.
   *
   * @throws IOException if it is not what a sweep file can be; the message says what it is instead
   */
  byte[] bytes(InputStream standardInput) throws IOException {
    if (STANDARD_INPUT.contains(name)) {
      if (kind(Path.of("/dev/stdin")) == TERMINAL_OR_OTHER_DEVICE) {
        throw new IOException(
            "standard input is a terminal or another device; pipe the file in, or name it");
      }
      return bytes(standardInput, "standard input");
    }
    Optional<Path> local = local();
    return local.isPresent() ? localBytes(local.get()) : remoteBytes();
  }

  private Optional<Path> local() throws IOException {
    try {
      if (name.startsWith("file:/")) {
        return Optional.of(Path.of(URI.create(name)));
      }
      return name.contains(":/") ? Optional.empty() : Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      throw new IOException("it is no path: " + e.getReason(), e);
    }
  }

  private byte[] localBytes(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder; name the sweep file in it");
    }
    if (!Files.exists(path)) {
      throw new IOException("there is no such file");
    }
    if (!Files.isReadable(path)) { // the exception would say its path once more, and no reason
      throw new IOException("this user may not read it");
    }
    if (Files.isRegularFile(path)) {
      requireSize(Files.size(path), "it");
    } else if (kind(path) != FIFO) {
      throw new IOException("it is a device, which holds no sweep; name a sweep file");
    } else if (HANDED_OVER.stream().noneMatch(name::startsWith)) {
      throw new IOException(
          "it is a named pipe (FIFO), whose writer may never come; give - and pipe the file in");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return bytes(in, "it");
    }
  }

  /** 0 where files have no such mode. */
  static int kind(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:mode") & KIND;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return 0;
    }
  }

  private byte[] remoteBytes() throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (InputStream in =
        ResultFileSystem.of(path, SparkSessions.hadoop(new SparkConf())).open(path)) {
      return bytes(in, "it");
    }
  }

  private static byte[] bytes(InputStream in, String what) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    requireSize(bytes.length, what);
    return bytes;
  }

  private static void requireSize(long bytes, String what) throws IOException {
    if (bytes > MOST_BYTES) {
      throw new IOException(
          what + " has more than " + MOST_BYTES + " bytes, and so is no sweep file; name another");
    }
  }
}
