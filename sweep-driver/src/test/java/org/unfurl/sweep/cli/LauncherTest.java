package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code unfurl}, in a checkout of its own whose java prints how it is called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "unfurl is a script of a POSIX shell")
class LauncherTest {

  @TempDir private Path folder;
  private Path checkout;

  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void build() throws IOException {
    checkout = Files.createDirectory(folder.toRealPath().resolve("check out"));
    executable(checkout.resolve("unfurl"), Files.readString(Path.of("..", "unfurl")));
    Path target = Files.createDirectories(checkout.resolve("sweep-driver/target/native"));
    Files.createFile(target.resolve("torch.jar"));
    Files.createFile(target.resolveSibling("unfurl.jar"));
    Files.writeString(target.resolveSibling("spark.classpath"), "spark.jar");
    Files.createDirectories(checkout.resolve("jdk/bin"));
    executable(
        checkout.resolve("jdk/bin/java"), "#!/bin/sh\necho $LC_ALL\nprintf '%s\\n' \"$@\"\n");
  }

  private static void executable(Path path, String text) throws IOException {
    Files.writeString(path, text);
    assertTrue(path.toFile().setExecutable(true));
  }

  private Ended run(Path script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), "plan", "my sweep.yaml")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().remove("UNFURL_CLASSPATH");
    builder.environment().put("UNFURL_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private void assertStarts(Ended ended, String ownJars) {
    Path target = checkout.resolve("sweep-driver/target");
    String expected =
        "-cp\n"
            + target.resolve("unfurl.jar")
            + ownJars
            + ":"
            + target.resolve("native/torch.jar")
            + ":spark.jar\norg.unfurl.sweep.launch.Launcher\nplan\nmy sweep.yaml\n";
    assertTrue(ended.output().endsWith(expected), ended.output());
    assertEquals(0, ended.exitCode());
  }

  @Test
  void startsFromAnywhereAndThroughLinks() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("first"), Path.of("check out", "unfurl"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link.toAbsolutePath());
    assertStarts(run(checkout.resolve("unfurl"), Map.of()), "");
    assertStarts(run(link, Map.of()), "");
    assertStarts(run(second, Map.of()), "");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere Java takes names as UTF-8 anyway")
  void namesBeyondAsciiAreReadInTheBareLocaleToo() throws IOException, InterruptedException {
    Path script = checkout.resolve("unfurl");
    assertTrue(run(script, Map.of("LC_ALL", "C")).output().startsWith("C.UTF-8\n"));
    assertTrue(run(script, Map.of("LC_ALL", "C.UTF-8")).output().startsWith("C.UTF-8\n"));
  }

  @Test
  void jarsOfYourOwnMustExist() throws IOException, InterruptedException {
    Path script = checkout.resolve("unfurl");
    Files.createFile(folder.resolve("mine.jar"));
    assertStarts(run(script, Map.of("UNFURL_CLASSPATH", "mine.jar:./*")), ":mine.jar:./*");
    assertEquals(
        new Ended(
            2,
            "unfurl: UNFURL_CLASSPATH (yours.jar) must name jars that exist; correct its path\n"),
        run(script, Map.of("UNFURL_CLASSPATH", "mine.jar:yours.jar")));
  }

  @Test
  void aFolderOfJarsIsToldHowToBeWritten() throws IOException, InterruptedException {
    Path script = checkout.resolve("unfurl");
    Files.createFile(Files.createDirectory(folder.resolve("lib")).resolve("mine.jar"));
    assertEquals(
        new Ended(
            2,
            "unfurl: UNFURL_CLASSPATH (lib/) is a folder of jars, which Java reads only as lib/*;"
                + " write it so\n"),
        run(script, Map.of("UNFURL_CLASSPATH", "lib/")));
    assertStarts(run(script, Map.of("UNFURL_CLASSPATH", "lib/*")), ":lib/*");
  }

  @Test
  void aFolderOfClassesIsTakenAlsoWithAJarInIt() throws IOException, InterruptedException {
    Path script = checkout.resolve("unfurl");
    Path mine = Files.createDirectories(folder.resolve("classes/org/mine"));
    Files.createFile(folder.resolve("classes/notes.jar"));
    Files.createFile(mine.resolve("Mine.class"));
    assertStarts(run(script, Map.of("UNFURL_CLASSPATH", "classes")), ":classes");
  }

  @Test
  void fewOpenFilesAreTold() throws IOException, InterruptedException {
    assertEquals(
        new Ended(
            2,
            "unfurl: open files (ulimit -n 64) must be at least 512; raise the limit: ulimit -n"
                + " 4096\n"),
        run(limited("ulimit -n 64"), Map.of()));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems limit no address space")
  void anAddressSpaceThatJavaDoesNotFitIntoIsTold() throws IOException, InterruptedException {
    Ended refused =
        new Ended(
            2,
            "unfurl: address space (ulimit -v 5000000 kB) must hold Java's heap and 3.5 GB; raise"
                + " the limit, or lower the heap, such as JAVA_OPTS=-Xmx1g\n");
    Path script = limited("ulimit -v 5000000");
    assertEquals(refused, run(script, Map.of())); // a Java that does not even start
    heapOfJava(2 << 20);
    assertEquals(refused, run(script, Map.of()));
    heapOfJava(1 << 20);
    assertStarts(run(script, Map.of()), "");
  }

  /** A Java that tells of a heap of some kilobytes when it is asked for its flags. */
  private void heapOfJava(long kilobytes) throws IOException {
    executable(
        checkout.resolve("jdk/bin/java"),
        "#!/bin/sh\ncase \"$*\" in *PrintFlagsFinal*) echo ' size_t MaxHeapSize = "
            + kilobytes * 1024
            + " {product}' ;; *) printf '%s\\n' \"$@\" ;; esac\n");
  }

  /** The script, started where a limit is set. */
  private Path limited(String limit) throws IOException {
    Path starter = folder.resolve("limited");
    executable(
        starter,
        "#!/usr/bin/env bash\n" + limit + "\nexec '" + checkout.resolve("unfurl") + "' \"$@\"\n");
    return starter;
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws IOException, InterruptedException {
    assertEquals(
        new Ended(
            2, "unfurl: JAVA_HOME (/no/jdk) must be a JDK 17, or java on the PATH; install one\n"),
        run(checkout.resolve("unfurl"), Map.of("JAVA_HOME", "/no/jdk")));
  }
}
