package org.unfurl.sweep.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a path on this machine names, told without opening it: a named pipe would never answer. */
public final class FileKind {

  /** The kind of file in a POSIX mode, and the kinds that are no regular file. */
  private static final int KIND = 0170000;

  private static final int PIPE = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int SOCKET = 0140000;

  private FileKind() {}

  /**
   * Why a path is no file with content, such as {@code is a named pipe}; empty if it is one.
   *
   * @param path absolute, or relative to the working folder
   */
  public static Optional<String> problem(Path path) {
    if (Files.isDirectory(path)) {
      return Optional.of("is a folder");
    }
    if (!Files.exists(path)) {
      return Optional.of(
          Files.isSymbolicLink(path) ? "is a link to what does not exist" : "does not exist");
    }
    if (!Files.isRegularFile(path)) {
      return Optional.of(special(path));
    }
    try {
      return Files.size(path) == 0 ? Optional.of("is empty") : Optional.empty();
    } catch (IOException e) {
      return Optional.of("cannot be looked at: " + e.getMessage());
    }
  }

  private static String special(Path path) {
    int kind = 0;
    try {
      kind = (Integer) Files.getAttribute(path, "unix:mode") & KIND;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // Then it is called what is certain.
    }
    return switch (kind) {
      case PIPE -> "is a named pipe, not a file";
      case CHARACTER_DEVICE, BLOCK_DEVICE -> "is a device, not a file";
      case SOCKET -> "is a socket, not a file";
      default -> "is not a regular file";
    };
  }
}
