package org.unfurl.sweep.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.train.trainer.Trainer;

/**
 * Identifies the code that can change a trial's numbers: SHA-256 over every class of sim-core and
 * train-core. Rows computed by other code are marked stale, never silently reused or discarded.
 */
public final class CodeFingerprint {

  private CodeFingerprint() {}

  /** The fingerprint of the code that runs now: 16 hexadecimal digits. */
  public static String current() {
    try {
      MessageDigest digest = Sha256.start();
      add(digest, Stepper.class, "org/unfurl/sim");
      add(digest, Trainer.class, "org/unfurl/train");
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(MessageDigest digest, Class<?> member, String folder)
      throws IOException, URISyntaxException {
    Path origin = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(origin)) {
      addClasses(digest, origin.resolve(folder), origin);
      return;
    }
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + origin.toUri()), Map.of())) {
      addClasses(digest, jar.getPath(folder), jar.getPath(""));
    }
  }

  private static void addClasses(MessageDigest digest, Path folder, Path root) throws IOException {
    List<Path> classes;
    try (Stream<Path> all = Files.walk(folder)) {
      classes =
          all.filter(path -> path.toString().endsWith(".class"))
              .sorted((a, b) -> name(root, a).compareTo(name(root, b)))
              .toList();
    }
    for (Path path : classes) {
      digest.update(name(root, path).getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(path)) {
        digest.update(in.readAllBytes());
      }
    }
  }

  private static String name(Path root, Path path) {
    return (root.toString().isEmpty() ? path : root.relativize(path)).toString().replace('\\', '/');
  }
}
