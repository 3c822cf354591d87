package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Tensor;

class NetworkTest {

  private static final int BATCH = 3;
  private static final int POINTS = 11;
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;
  private static final StateShape STATES = StateShape.periodicLine(OUTPUTS, POINTS);

  @ParameterizedTest
  @CsvSource({"FLOAT32,7,0,1e-6", "FLOAT32,7,3,1e-6", "FLOAT64,7,0,1e-12", "FLOAT64,7,3,1e-12"})
  void agreesWithThePlainDefinition(Precision precision, int width, int depth, double tolerance) {
    try (EngineSession session = EngineSession.open(precision)) {
      Network network = network(session, width, depth);
      assertAgrees(network, new PlainConvResNet(network.parameters(), true), tolerance);
    }
  }

  private static void assertAgrees(Network network, PlainConvResNet plain, double tolerance) {
    double[] input = numbers("input", BATCH * INPUTS * POINTS);
    double[] output = output(network, input);
    for (int b = 0; b < BATCH; b++) {
      double[][] state = new double[INPUTS][POINTS];
      for (int i = 0; i < INPUTS * POINTS; i++) {
        state[i / POINTS][i % POINTS] = input[b * INPUTS * POINTS + i];
      }
      double[][] expected = plain.apply(state);
      for (int i = 0; i < OUTPUTS * POINTS; i++) {
        assertEquals(expected[i / POINTS][i % POINTS], output[b * OUTPUTS * POINTS + i], tolerance);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void theInputCotangentAgreesWithCentralDifferences(int depth) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, 5, depth);
      double[] input = numbers("input", BATCH * INPUTS * POINTS);
      double[] cotangent = numbers("cotangent", BATCH * OUTPUTS * POINTS);
      double[] direction = numbers("direction", input.length);

      double slope =
          (dot(cotangent, output(network, shifted(input, direction, 1e-6)))
                  - dot(cotangent, output(network, shifted(input, direction, -1e-6))))
              / 2e-6;

      try (Network.Evaluation evaluation = network.evaluate(input, BATCH, true)) {
        assertEquals(slope, dot(evaluation.vjp(cotangent), direction), 1e-8 * Math.abs(slope));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void theParameterGradientAgreesWithCentralDifferences(int depth) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, 5, depth);
      ParameterVector parameters = network.parameters();
      double[] input = numbers("input", BATCH * INPUTS * POINTS);
      double[] cotangent = numbers("cotangent", BATCH * OUTPUTS * POINTS);
      double[] direction = numbers("direction", parameters.size());
      try (Network.Evaluation evaluation = network.evaluate(input, BATCH, true)) {
        evaluation.vjp(cotangent);
      }
      double fromGradient = dot(network.readGradient(), direction);

      shift(parameters, session, direction, 1e-6);
      double above = dot(cotangent, output(network, input));
      shift(parameters, session, direction, -2e-6);
      double below = dot(cotangent, output(network, input));

      double slope = (above - below) / 2e-6;
      assertEquals(slope, fromGradient, 1e-8 * Math.abs(slope));
    }
  }

  @Test
  void changingTheFlatVectorChangesEveryLayer() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, 4, 1);
      double[] input = numbers("input", BATCH * INPUTS * POINTS);
      ParameterVector parameters = network.parameters();
      double[] before = output(network, input);
      for (Tensor tensor : parameters.layout().tensors()) {
        double[] direction = new double[parameters.size()];
        direction[parameters.layout().offset(tensor)] = 0.5;
        shift(parameters, session, direction, 1);
        double[] after = output(network, input);
        assertTrue(dot(before, before) != dot(after, after), tensor.name());
        before = after;
      }
    }
  }

  @Test
  void leavesNoArraysBehind() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, 4, 2);
      int before = session.openArrays();
      for (int i = 0; i < 10; i++) {
        try (Network.Evaluation evaluation =
            network.evaluate(numbers("input", BATCH * INPUTS * POINTS), BATCH, true)) {
          assertEquals(before + 2, session.openArrays()); // its input and output
          evaluation.vjp(numbers("cotangent", BATCH * OUTPUTS * POINTS));
        }
        output(network, numbers("input", BATCH * INPUTS * POINTS));
        network.readGradient();
      }
      assertEquals(before, session.openArrays());
    }
  }

  @Test
  void refusesAnInputThatIsNoBatch() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session, 4, 1);
      var error =
          assertThrows(
              IllegalArgumentException.class, () -> network.evaluate(new double[10], 2, false));
      assertTrue(error.getMessage().startsWith("input (length 10) must"), error.getMessage());
      try (Network.Evaluation evaluation = network.evaluate(new double[12], 2, false)) {
        assertThrows(IllegalStateException.class, () -> evaluation.vjp(new double[8]));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,1e-6", "FLOAT64,1e-12"})
  void aBoundedLineRepeatsItsLastPoints(Precision precision, double tolerance) {
    StateShape bounded = new StateShape(OUTPUTS, 1, POINTS, true, false);
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 7, 3);
    try (EngineSession session = EngineSession.open(precision)) {
      Network network =
          Architectures.create(
              session, spec, new NetworkShape(bounded, INPUTS - OUTPUTS), new Seed(5));
      assertAgrees(network, new PlainConvResNet(network.parameters(), false), tolerance);
    }
  }

  private static Network network(EngineSession session, int width, int depth) {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", width, depth);
    return Architectures.create(
        session, spec, new NetworkShape(STATES, INPUTS - OUTPUTS), new Seed(5));
  }

  private static double[] output(Network network, double[] input) {
    try (Network.Evaluation evaluation = network.evaluate(input, BATCH, false)) {
      return evaluation.output();
    }
  }

  private static double[] numbers(String purpose, int count) {
    return new Seed(3).derive(purpose).generator().doubles(count, -1, 1).toArray();
  }

  private static void shift(
      ParameterVector parameters, EngineSession session, double[] direction, double by) {
    double[] change = shifted(new double[direction.length], direction, by);
    session.compute(
        false,
        scope -> {
          parameters.change(values -> values.addi(session.array(change, change.length)));
          return null;
        });
  }

  private static double[] shifted(double[] values, double[] direction, double by) {
    double[] shifted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      shifted[i] = values[i] + by * direction[i];
    }
    return shifted;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
