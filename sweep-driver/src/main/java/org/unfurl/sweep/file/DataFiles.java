package org.unfurl.sweep.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.unfurl.sim.path.WrittenPath;
import org.unfurl.sweep.spelling.Spelling;
import org.unfurl.sweep.storage.FileKind;

/** Finds the files that a sweep file names. */
final class DataFiles {

  private final Optional<Path> folder;
  private final Problems problems;

  /**
   * Says where to look.
   *
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  DataFiles(Optional<Path> folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The file as an absolute path; empty after a problem has been reported. */
  Optional<Path> find(ScalarNode node) {
    String written = node.getValue();
    Path path;
    try {
      path = Path.of(WrittenPath.resolve(written));
    } catch (InvalidPathException e) {
      problems.at(node, "file (" + Yaml.describe(node) + ") must be a path: " + e.getReason());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.at(node, "file (" + Yaml.describe(node) + ") " + e.getMessage());
      return Optional.empty();
    }
    if (folder.isEmpty() && !path.isAbsolute()) {
      problems.at(
          node,
          "file ("
              + written
              + ") must be an absolute path on this machine, since the sweep file is not on it");
      return Optional.empty();
    }
    Path absolute = folder.map(from -> from.resolve(path)).orElse(path).normalize();
    Optional<String> problem = FileKind.problem(absolute);
    if (problem.isPresent()) {
      boolean isFile = Files.exists(absolute) && !Files.isDirectory(absolute);
      problems.at(
          node,
          "file ("
              + Yaml.describe(node)
              + ") must be a file, but "
              + absolute
              + " "
              + problem.get()
              + "; "
              + (isFile ? "write it with numpy.save or numpy.savez" : hint(absolute)));
      return Optional.empty();
    }
    if (!Files.isReadable(absolute)) {
      problems.at(
          node,
          "file ("
              + Yaml.describe(node)
              + ") must be readable for this user; give the right to read "
              + absolute);
      return Optional.empty();
    }
    return Optional.of(absolute);
  }

  private static String hint(Path missing) {
    Path parent = missing.getParent();
    if (parent != null && missing.getFileName() != null && Files.isDirectory(parent)) {
      try (Stream<Path> beside = Files.list(parent)) {
        List<String> names =
            beside
                .filter(Files::isRegularFile)
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
        Optional<String> near = Spelling.nearest(missing.getFileName().toString(), names);
        if (near.isPresent()) {
          return "did you mean " + near.get() + "?";
        }
      } catch (IOException e) {
        // Then there is nothing to suggest.
      }
    }
    return "paths begin at the folder of the sweep file";
  }
}
