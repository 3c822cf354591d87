package org.unfurl.sweep.machine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders in which Spark keeps what does not fit into memory. */
final class LocalFolders {

  /** More than Spark writes of a small sweep, and little enough to be tried. */
  private static final int TRIED_BYTES = 1 << 20;

  private LocalFolders() {}

  /**
   * Writes a file into each; Spark makes do with one that takes it.
   *
   * @throws UnusableMachineException if none does
   */
  static void require(List<Path> folders) {
    List<String> reasons = new ArrayList<>();
    for (Path folder : folders) {
      try {
        write(folder);
        return;
      } catch (IOException e) {
        reasons.add(reason(e));
      }
    }
    throw new UnusableMachineException(
        "Spark's local folder ("
            + String.join(", ", folders.stream().map(Path::toString).toList())
            + ") must be one with space in which files can be written, but: "
            + String.join("; ", reasons)
            + "; name another: SPARK_LOCAL_DIRS=FOLDER");
  }

  private static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path tried = Files.createTempFile(folder, "unfurl-", ".tried");
    try {
      Files.write(tried, new byte[TRIED_BYTES]);
    } finally {
      Files.deleteIfExists(tried);
    }
  }

  /** The JDK names the file alone where it has a class for the reason. */
  private static String reason(IOException error) {
    if (error instanceof FileAlreadyExistsException) {
      return error.getMessage() + " is no folder";
    }
    boolean named = error instanceof FileSystemException refused && refused.getReason() == null;
    return named
        ? error.getClass().getSimpleName().replace("Exception", "") + ": " + error.getMessage()
        : String.valueOf(error.getMessage());
  }
}
