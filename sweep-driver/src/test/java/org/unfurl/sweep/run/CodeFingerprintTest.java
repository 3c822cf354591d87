package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.verification.Experiments;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.verification.UnrolledGradientExperiments;

class CodeFingerprintTest {

  private static final String SOLVER =
      """
      class Solver {
        static double step(double state) {
          return state + 0.1;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void isStableAndSixteenDigitsLong() {
    String fingerprint = CodeFingerprint.current();
    assertTrue(fingerprint.matches("[0-9a-f]{16}"), fingerprint);
    assertEquals(fingerprint, CodeFingerprint.current());
  }

  @Test
  void solversAndTrainingCountAndVerificationDoesNot() {
    SortedMap<String, byte[]> classes = CodeFingerprint.classes();
    for (Class<?> member : new Class<?>[] {Stepper.class, Trainer.class}) {
      assertTrue(classes.containsKey(file(member)), file(member));
    }
    assertTrue(classes.containsKey("org/unfurl/sim/gas/RoeFlux.class"));
    for (Class<?> member : new Class<?>[] {Experiments.class, UnrolledGradientExperiments.class}) {
      assertFalse(classes.containsKey(file(member)), file(member));
    }
  }

  @Test
  void everyClassThatCountsChangesTheFingerprint() {
    SortedMap<String, byte[]> classes = CodeFingerprint.classes();
    String now = CodeFingerprint.of(classes);
    SortedMap<String, byte[]> others = new TreeMap<>(classes);
    others.put("org/unfurl/sim/gas/RoeFlux.class", classes.get(file(Stepper.class)));
    assertNotEquals(now, CodeFingerprint.of(others));
    others.remove("org/unfurl/sim/gas/RoeFlux.class");
    assertNotEquals(now, CodeFingerprint.of(others));
  }

  /** Otherwise leaving it out would be wrong. */
  @Test
  void nothingThatCountsKnowsTheVerification() {
    CodeFingerprint.classes()
        .forEach(
            (name, bytes) ->
                assertFalse(
                    new String(bytes, StandardCharsets.ISO_8859_1).contains("/verification/"),
                    name));
  }

  @Test
  void aCommentOrTheNameOfAVariableDoesNotCountAndANumberDoes() throws IOException {
    String now = fingerprint(SOLVER);
    assertEquals(now, fingerprint("// What it is.\n\n" + SOLVER));
    assertEquals(now, fingerprint(SOLVER.replace("state", "before")));
    assertNotEquals(now, fingerprint(SOLVER.replace("0.1", "0.2")));
  }

  private String fingerprint(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Solver.java"), source);
    // As the build compiles: with line numbers, local variables and parameters.
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-g",
                "-parameters",
                "-proc:none",
                "-cp",
                folder.toString(),
                file.toString());
    assertEquals(0, status);
    byte[] bytes = Files.readAllBytes(folder.resolve("Solver.class"));
    return CodeFingerprint.of(new TreeMap<>(Map.of("Solver.class", bytes)));
  }

  private static String file(Class<?> member) {
    return member.getName().replace('.', '/') + ".class";
  }
}
