package org.unfurl.sweep;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/troubleshooting.md quotes is what the code says. */
class TroubleshootingTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** Between two parts of a message: the end of a literal, perhaps a value, the next beginning. */
  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

  private static String code;

  @BeforeAll
  static void readCode() throws IOException {
    String launchers =
        Files.readString(ROOT.resolve("unfurl"))
            + Files.readString(ROOT.resolve("cluster-configs/submit.sh"));
    code =
        Stream.of("sim-core", "train-core", "sweep-driver")
            .flatMap(module -> sources(ROOT.resolve(module).resolve("src/main/java")))
            .map(TroubleshootingTest::text)
            .map(source -> JOINT.matcher(source).replaceAll(""))
            .collect(Collectors.joining("\n", launchers, ""));
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> messages() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/troubleshooting.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|")[1])
        .flatMap(cell -> QUOTED.matcher(cell).results())
        .map((MatchResult quoted) -> quoted.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theCodeSaysIt(String message) {
    for (String piece : message.split("…")) {
      assertTrue(code.contains(piece.strip()), message + ": " + piece);
    }
  }
}
