package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;

/**
 * Our steppers against an independent implementation: numbers of the study's own Python solver. The
 * resource says how they were made.
 */
class KuramotoSivashinskyStudyTest {

  private static final double TOLERANCE = 1e-9;

  private final PhysicalSystem system = PhysicalSystems.named("kuramoto-sivashinsky");

  @TestFactory
  Stream<DynamicTest> agreesWithTheStudysSolverOverTwentyFrames() throws IOException {
    return numbers().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.scheme() + ", s = " + row.parameter() + ", frame " + row.frame(),
                    () ->
                        assertArrayEquals(
                            row.state().stream().mapToDouble(Double::doubleValue).toArray(),
                            advance(row.scheme(), row.parameter(), row.frame()),
                            TOLERANCE)));
  }

  @Test
  void comparesUpToFrameTwenty() throws IOException {
    assertEquals(20, numbers().stream().mapToInt(Row::frame).max().orElseThrow());
  }

  private double[] advance(String scheme, double parameter, int frames) {
    Stepper stepper = system.solver(scheme, parameter);
    double[] state = system.initialStates(Split.TRAIN, parameter, 1, new Seed(0));
    for (int frame = 0; frame < frames; frame++) {
      double[] next = new double[state.length];
      stepper.step(state, next);
      state = next;
    }
    return state;
  }

  private record Row(String scheme, double parameter, int frame, List<Double> state) {}

  private static List<Row> numbers() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                KuramotoSivashinskyStudyTest.class.getResourceAsStream("ks-study-solver.csv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(","))
          .map(
              cells ->
                  new Row(
                      cells[0],
                      Double.parseDouble(cells[1]),
                      Integer.parseInt(cells[2]),
                      Arrays.stream(cells, 3, cells.length).map(Double::valueOf).toList()))
          .toList();
    }
  }
}
