package org.unfurl.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has left what a user would use: the launcher, the jar, the settings. */
final class Checkout {

  private Checkout() {}

  /** The folder of the root pom. */
  static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  static Path launcher() {
    return root().resolve("unfurl");
  }

  static Path jar() {
    return root().resolve("sweep-driver/target/unfurl.jar");
  }

  static Path submit() {
    return root().resolve("cluster-configs/submit.sh");
  }

  /** Spark's own jars, where Maven keeps them. */
  static List<Path> sparkJars() {
    try {
      String classpath =
          Files.readString(root().resolve("sweep-driver/target/spark.classpath")).strip();
      return Stream.of(classpath.split(java.io.File.pathSeparator)).map(Path::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
