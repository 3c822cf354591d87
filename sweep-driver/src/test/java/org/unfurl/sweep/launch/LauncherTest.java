package org.unfurl.sweep.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"17", "18", "21", "23"})
  void theseRun(String version) {
    assertTrue(Launcher.isSupported(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.7", "1.8", "9", "11", "16", "24", "25"})
  void theseAreRefused(String version) {
    assertFalse(Launcher.isSupported(version));
  }

  @Test
  void javaEightReadsIt() throws IOException {
    try (DataInputStream bytes =
        new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
      bytes.readInt(); // the magic number
      bytes.readUnsignedShort(); // the minor version
      assertEquals(52, bytes.readUnsignedShort());
    }
  }

  @Test
  void aRuntimeWithoutTheVectorModuleIsRefusedInOneLine() throws IOException, InterruptedException {
    Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
    Path runtime = folder.resolve("runtime");
    assumeTrue(
        jlink.isPresent()
            && jlink
                    .get()
                    .run(
                        System.out,
                        System.err,
                        "--add-modules",
                        "java.base",
                        "--output",
                        runtime.toString())
                == 0,
        "this JDK cannot link a runtime");
    Process process =
        new ProcessBuilder(
                runtime.resolve("bin/java").toString(),
                "-cp",
                new File(
                        Launcher.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString(),
                Launcher.class.getName(),
                "validate")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), output);
    assertTrue(output.startsWith("unfurl: java (" + runtime.toRealPath()), output);
    assertTrue(
        output.endsWith(
            " must have the module jdk.incubator.vector; set JAVA_HOME to a whole JDK 17, or name"
                + " the module to jlink\n"),
        output);
    assertEquals(1, output.lines().count(), output);
  }
}
