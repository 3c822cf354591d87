package org.unfurl.sweep.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.unfurl.train.setting.Kind;

/** Reads the files that are values of settings. */
final class SettingFiles {

  private final DataFiles files;
  private final Problems problems;

  /**
   * Says where to look.
   *
   * @param folder that relative paths begin at; empty if the sweep file is on another machine
   */
  SettingFiles(Optional<Path> folder, Problems problems) {
    this.files = new DataFiles(folder, problems);
    this.problems = problems;
  }

  /** The digest of the file that a node names; empty after a problem has been reported. */
  Optional<String> read(Kind.File kind, ScalarNode node) {
    Optional<Path> found = files.find(node);
    try {
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(kind.read().apply(found.get().toString(), Files.readAllBytes(found.get())));
    } catch (IOException e) {
      problems.at(node, "file (" + Yaml.describe(node) + ") cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
