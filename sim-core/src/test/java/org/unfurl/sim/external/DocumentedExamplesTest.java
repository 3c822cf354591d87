package org.unfurl.sim.external;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;

/** What the two examples compute is what the documentation's formula says. */
class DocumentedExamplesTest {

  private static final double VISCOSITY = 0.15;

  @TempDir private static Path folder;

  @Test
  void theExampleInC() throws IOException, InterruptedException {
    Path source = DocumentedExamples.write("c", folder.resolve("burgers.c"));
    String program = folder.resolve("burgers").toString();
    assumeTrue(
        DocumentedExamples.succeeds("cc", "-O1", "-o", program, source.toString(), "-lm"),
        "no C compiler");
    verify(ExternalProgram.of(program));

    // 4 MB each way: far beyond what the pipes hold, so that both ends must keep reading.
    double[] many = values(2, 32_768 * BurgersFormula.POINTS);
    try (Stepper stepper =
        ExternalProcessStepper.start(
            ExternalProgram.of(program), VISCOSITY, BurgersFormula.POINTS)) {
      double[] next = new double[many.length];
      stepper.step(many, next);
      assertArrayEquals(BurgersFormula.step(VISCOSITY, many), next, 1e-15);
    }
  }

  @Test
  void theExampleInNumPy() throws IOException, InterruptedException {
    assumeTrue(DocumentedExamples.succeeds("python3", "-c", "import numpy"), "no NumPy");
    Path source = DocumentedExamples.write("python", folder.resolve("burgers.py"));
    verify(ExternalProgram.of("python3", source.toString()));
  }

  private static void verify(ExternalProgram program) {
    try (DifferentiableStepper stepper =
        ExternalProcessStepper.startDifferentiable(program, VISCOSITY, BurgersFormula.POINTS)) {
      for (int batch : new int[] {1, 3, 1, 0}) {
        double[] states = values(1, batch * BurgersFormula.POINTS);
        double[] v = values(2, states.length);
        double[] cotangent = values(3, states.length);
        double[] next = new double[states.length];
        stepper.step(states, next);
        assertArrayEquals(BurgersFormula.step(VISCOSITY, states), next, 1e-15);

        double[] result = new double[states.length];
        stepper.vjp(states, cotangent, result);
        double forward = dot(BurgersFormula.tangent(VISCOSITY, states, v), cotangent);
        assertEquals(forward, dot(v, result), 1e-12 * (1 + Math.abs(forward)));
      }

      // A diverged state is advanced, and spoils its neighbours only.
      double[] diverged = values(4, BurgersFormula.POINTS);
      diverged[5] = Double.NaN;
      double[] next = new double[diverged.length];
      stepper.step(diverged, next);
      assertTrue(Double.isNaN(next[4]) && Double.isNaN(next[5]) && Double.isNaN(next[6]));
      assertEquals(3, Arrays.stream(next).filter(Double::isNaN).count());

      assertThrows(
          IllegalArgumentException.class, () -> stepper.step(new double[15], new double[15]));
    }
  }

  private static double[] values(long seed, int count) {
    return new Seed(seed).generator().doubles(count, -1, 1).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
