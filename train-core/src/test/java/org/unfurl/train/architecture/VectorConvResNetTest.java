package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.vector.VectorConvResNet;

/** The vector network against the same function in the engine's operations. */
class VectorConvResNetTest {

  private static final int INPUTS = 2;
  private static final int OUTPUTS = 1;
  private static final int FEATURES = 1;

  /** The network computes on any number of points. */
  private static final StateShape STATES = StateShape.periodicLine(OUTPUTS, 48);

  /** The study's sizes, and sizes that fill neither vectors nor tiles nor blocks. */
  @ParameterizedTest
  @CsvSource({
    "26, 8, 16, 48",
    "52, 12, 16, 48",
    "26, 8, 48, 48",
    "1, 0, 1, 4",
    "7, 1, 3, 11",
    "5, 3, 17, 6",
    "9, 2, 33, 50",
    "30, 1, 2, 1",
    "4, 2, 5, 2"
  })
  void agreesWithTheTapeToRounding(int width, int depth, int batch, int points) {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", width, depth);
    double[] input = numbers("input", batch * INPUTS * points);
    double[] cotangent = numbers("cotangent", batch * OUTPUTS * points);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32);
        EngineSession exact = EngineSession.open(Precision.FLOAT64)) {
      Network vector =
          Architectures.create(session, spec, new NetworkShape(STATES, FEATURES), new Seed(5));
      assertInstanceOf(VectorConvResNet.class, vector);
      Network taped = taped(spec, points, vector.parameters());
      // The same weights, single-precision numbers, in double precision: what both aim at.
      Network aim =
          taped(
              spec,
              points,
              new ParameterVector(exact, vector.parameters().layout(), vector.parameters().read()));

      Derivatives ours = derivatives(vector, input, batch, cotangent);
      Derivatives plain = derivatives(taped, input, batch, cotangent);
      Derivatives expected = derivatives(aim, narrowed(input), batch, narrowed(cotangent));

      assertNear(plain.output, ours.output, 1e-5);
      assertNear(plain.input, ours.input, 1e-5);
      assertNear(plain.parameters, ours.parameters, 1e-5);
      assertNear(expected.output, ours.output, 3e-6);
      assertNear(expected.input, ours.input, 3e-6);
      assertNear(expected.parameters, ours.parameters, 3e-6);
    }
  }

  @Test
  void gradientsOfSeveralEvaluationsAddUpUntilCleared() {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 6, 2);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          Architectures.create(session, spec, new NetworkShape(STATES, FEATURES), new Seed(5));
      double[] input = numbers("input", 3 * INPUTS * 12);
      double[] cotangent = numbers("cotangent", 3 * OUTPUTS * 12);
      double[] once = derivatives(network, input, 3, cotangent).parameters;
      network.clearGradient();
      try (Network.Evaluation first = network.evaluate(input, 3, true);
          Network.Evaluation second = network.evaluate(input, 3, true)) {
        first.vjp(cotangent);
        second.vjp(cotangent);
      }
      double[] twice = network.readGradient();
      for (int i = 0; i < once.length; i++) {
        assertEquals(2 * once[i], twice[i], 1e-6 * (1 + Math.abs(once[i])));
      }
    }
  }

  @Test
  void aStateDoesNotDependOnItsBatch() {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 7, 2);
    int batch = 37;
    int points = 10;
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          Architectures.create(session, spec, new NetworkShape(STATES, FEATURES), new Seed(5));
      double[] input = numbers("input", batch * INPUTS * points);
      double[] all = network.evaluate(input, batch, false).output();
      for (int b = 0; b < batch; b++) {
        int from = b * INPUTS * points;
        double[] alone = Arrays.copyOfRange(input, from, from + INPUTS * points);
        int to = b * OUTPUTS * points;
        assertArrayEquals(
            Arrays.copyOfRange(all, to, to + OUTPUTS * points),
            network.evaluate(alone, 1, b % 2 == 0).output());
      }
    }
  }

  @Test
  void whatIsNotANumberComesOutAsNoNumber() {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 7, 1);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          Architectures.create(session, spec, new NetworkShape(STATES, FEATURES), new Seed(5));
      double[] input = numbers("input", 2 * INPUTS * 8);
      input[3] = Double.NaN;
      double[] output = network.evaluate(input, 2, false).output();
      assertTrue(Double.isNaN(output[3]));
      assertTrue(Double.isFinite(output[8 + 3]), "the other state of the batch");
    }
  }

  @Test
  void hasNoGradientBeforeACotangent() {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 4, 1);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network =
          Architectures.create(session, spec, new NetworkShape(STATES, FEATURES), new Seed(5));
      var error = assertThrows(IllegalStateException.class, network::readGradient);
      assertTrue(error.getMessage().startsWith("gradient (none) must"), error.getMessage());
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // compared element by element
  private record Derivatives(double[] output, double[] input, double[] parameters) {}

  private static Derivatives derivatives(
      Network network, double[] input, int batch, double[] cotangent) {
    try (Network.Evaluation evaluation = network.evaluate(input, batch, true)) {
      double[] inputCotangent = evaluation.vjp(cotangent);
      return new Derivatives(evaluation.output(), inputCotangent, network.readGradient());
    }
  }

  private static Network taped(ArchitectureSpec spec, int points, ParameterVector parameters) {
    Signal input = new Signal(INPUTS, 1, points, false, true, true, 1);
    return new TapedNetwork(ConvResNet.layers(spec.values(), input, OUTPUTS), parameters);
  }

  private static double[] numbers(String purpose, int count) {
    return new Seed(3).derive(purpose).generator().doubles(count, -1, 1).toArray();
  }

  private static double[] narrowed(double[] values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  /** Distance over length. */
  private static void assertNear(double[] expected, double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double distance = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      distance += (expected[i] - actual[i]) * (expected[i] - actual[i]);
      length += expected[i] * expected[i];
    }
    double error = Math.sqrt(distance / length);
    assertTrue(error <= tolerance, "relative error " + error);
  }
}
