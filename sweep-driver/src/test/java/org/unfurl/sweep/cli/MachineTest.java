package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sweep.launch.Launcher;
import org.unfurl.sweep.plan.SweepFiles;

/**
 * What a user sees on a machine that lacks something: a JVM of its own, started as the script does.
 */
class MachineTest {

  private static final Path OPTIONS = Path.of("..", "cluster-configs", "local", "jvm.options");

  @TempDir private Path folder;
  private Path file;
  private Path results;

  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("sweep.yaml"), SweepFiles.MINIMAL);
    results = folder.resolve("results");
  }

  @Test
  void aCommandThatHasNothingToSaySaysNothing() throws IOException, InterruptedException {
    assertEquals(
        new Ended(0, file + ": ok, 3 trials\n", ""),
        unfurl(List.of(), Map.of(), "validate", file.toString()));
  }

  @Test
  void aTemporaryFolderThatTakesNoFilesIsToldBeforeAnythingIsWritten()
      throws IOException, InterruptedException {
    Path missing = folder.resolve("missing");
    Ended ended = run(List.of("-Djava.io.tmpdir=" + missing), Map.of("DJL_CACHE_DIR", cache()));
    assertRefused(
        ended,
        "temporary folder ("
            + missing
            + ") must be one whose files can be written and executed, but: ");
    assertTrue(
        ended.err.endsWith("; name another: JAVA_OPTS=-Djava.io.tmpdir=FOLDER\n"), ended.err);
  }

  @Test
  void anEngineCacheThatTakesNoFilesIsToldBeforeAnythingIsWritten()
      throws IOException, InterruptedException {
    Path taken = Files.createFile(folder.resolve("taken"));
    Ended ended = run(List.of(), Map.of("DJL_CACHE_DIR", taken.toString()));
    assertRefused(
        ended, "engine cache (" + taken + ") must be a folder with about 500 MB of space");
    assertTrue(ended.err.contains("; set DJL_CACHE_DIR to one, caused by "), ended.err);
  }

  @Test
  void sparksLocalFolderThatTakesNoFilesIsToldBeforeAnythingIsWritten()
      throws IOException, InterruptedException {
    Path taken = Files.createFile(folder.resolve("taken"));
    Ended ended = run(List.of(), Map.of("SPARK_LOCAL_DIRS", taken + "/a"));
    assertRefused(ended, "Spark's local folder (" + taken + "/a) must be one with space");
  }

  @Test
  void aHeapThatIsTooSmallIsNotBlamedOnTheMaster() throws IOException, InterruptedException {
    assertRefused(run(List.of("-Xmx64m"), Map.of()), "memory (64 MB of heap) must be at least");
  }

  private void assertRefused(Ended ended, String message) {
    assertEquals(2, ended.exitCode, ended.err);
    assertTrue(ended.err.startsWith(message), ended.err);
    assertEquals(1, ended.err.lines().count(), ended.err);
    assertEquals("", ended.out);
    assertFalse(Files.exists(results));
  }

  private String cache() {
    return folder.resolve("cache").toString();
  }

  private Ended run(List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    return unfurl(options, environment, "run", file.toString(), "--results", results.toString());
  }

  private Ended unfurl(List<String> options, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:VMOptionsFile=" + OPTIONS,
                // They start and end, so compiling them well would cost more than it saves.
                "-XX:TieredStopAtLevel=1",
                "-Xmx600m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Launcher.class.getName());
    command.addAll(Stream.of(arguments).toList());
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().keySet().removeAll(List.of("SPARK_LOCAL_DIRS", "UNFURL_TERMINAL"));
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Ended(
        exitCode,
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }
}
