package org.unfurl.sweep.run;

import java.io.IOException;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.unfurl.sim.random.Sha256;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.train.trainer.Trainer;

/**
 * Identifies the code that can change a trial's numbers: SHA-256 over the classes of sim-core and
 * train-core. What cannot change them is left out: the verification, which no trial runs, and of
 * the classes what a debugger reads, so that a comment counts as little as the name of a local
 * variable. Rows computed by other code are marked stale, never silently reused or discarded.
 */
public final class CodeFingerprint {

  private CodeFingerprint() {}

  /** The fingerprint of the code that runs now: 16 hexadecimal digits. */
  public static String current() {
    return of(classes());
  }

  /** The classes that count, by the name of their file: {@code org/unfurl/sim/grid/Line.class}. */
  static SortedMap<String, byte[]> classes() {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try {
      addClasses(classes, Stepper.class, "org/unfurl/sim");
      addClasses(classes, Trainer.class, "org/unfurl/train");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  static String of(SortedMap<String, byte[]> classes) {
    MessageDigest digest = Sha256.start();
    classes.forEach(
        (name, bytes) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(withoutDebugInformation(bytes));
        });
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static byte[] withoutDebugInformation(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(writer, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  private static void addClasses(
      SortedMap<String, byte[]> classes, Class<?> member, String packageFolder)
      throws IOException, URISyntaxException {
    Path origin = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(origin)) {
      addClasses(classes, origin, origin.resolve(packageFolder));
      return;
    }
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + origin.toUri()), Map.of())) {
      addClasses(classes, jar.getPath(""), jar.getPath(packageFolder));
    }
  }

  private static void addClasses(SortedMap<String, byte[]> classes, Path root, Path folder)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = name(root, file);
        if (name.endsWith(".class") && counts(name)) {
          classes.put(name, Files.readAllBytes(file));
        }
      }
    }
  }

  private static boolean counts(String name) {
    return !name.contains("/verification/") && !name.endsWith("/package-info.class");
  }

  private static String name(Path root, Path path) {
    return (root.toString().isEmpty() ? path : root.relativize(path)).toString().replace('\\', '/');
  }
}
