package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterLayout;

/** The conv-resnet on planes of 5 x 7 points. */
class PlaneNetworkTest {

  private static final int BATCH = 3;
  private static final int ROWS = 5;
  private static final int COLUMNS = 7;
  private static final int OUTPUTS = 2;
  private static final int FEATURES = 1;
  private static final int INPUTS = OUTPUTS + FEATURES;
  private static final int INPUT_SIZE = INPUTS * ROWS * COLUMNS;
  private static final int OUTPUT_SIZE = OUTPUTS * ROWS * COLUMNS;

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, 0, true, true",
    "FLOAT64, 2, true, true",
    "FLOAT64, 2, false, true",
    "FLOAT64, 2, true, false",
    "FLOAT64, 2, false, false",
    "FLOAT32, 0, true, true",
    "FLOAT32, 2, true, true",
    "FLOAT32, 2, false, false"
  })
  void agreesWithThePlainDefinition(
      Precision precision, int depth, boolean periodicY, boolean periodicX) {
    StateShape shape = new StateShape(OUTPUTS, ROWS, COLUMNS, periodicY, periodicX);
    try (EngineSession session = EngineSession.open(precision)) {
      Network network = network(session, shape, depth);
      double[] input = numbers("input", BATCH * INPUT_SIZE);
      double[] output = output(network, input);

      PlainPlaneConvResNet plain = new PlainPlaneConvResNet(shape, network.parameters());
      // Rounding: sums of some 50 terms of order one, three to seven layers deep.
      double tolerance = precision == Precision.FLOAT64 ? 1e-14 : 2e-6;
      for (int b = 0; b < BATCH; b++) {
        assertArrayEquals(
            plain.apply(Arrays.copyOfRange(input, b * INPUT_SIZE, (b + 1) * INPUT_SIZE)),
            Arrays.copyOfRange(output, b * OUTPUT_SIZE, (b + 1) * OUTPUT_SIZE),
            tolerance);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true, true", "2, true, true", "2, true, false", "2, false, false"})
  void bothCotangentsAgreeWithCentralDifferences(int depth, boolean periodicY, boolean periodicX) {
    StateShape shape = new StateShape(OUTPUTS, ROWS, COLUMNS, periodicY, periodicX);
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, shape, depth);
      double[] input = numbers("input", BATCH * INPUT_SIZE);
      double[] cotangent = numbers("cotangent", BATCH * OUTPUT_SIZE);
      double[] inputCotangent;
      try (Network.Evaluation evaluation = network.evaluate(input, BATCH, true)) {
        inputCotangent = evaluation.vjp(cotangent);
      }
      double[] direction = numbers("direction", input.length);
      double along =
          (dot(cotangent, output(network, shifted(input, direction, 1e-6)))
                  - dot(cotangent, output(network, shifted(input, direction, -1e-6))))
              / 2e-6;
      assertEquals(along, dot(inputCotangent, direction), 1e-8 * Math.abs(along));

      double[] change = numbers("change", network.parameters().size());
      double fromGradient = dot(network.readGradient(), change);
      shift(network, change, 1e-6);
      double above = dot(cotangent, output(network, input));
      shift(network, change, -2e-6);
      double below = dot(cotangent, output(network, input));
      double slope = (above - below) / 2e-6;
      assertEquals(slope, fromGradient, 1e-8 * Math.abs(slope));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 1", "3, 5"})
  void aShiftOfAPeriodicPlaneShiftsItsOutput(int down, int right) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, StateShape.periodicPlane(OUTPUTS, ROWS, COLUMNS), 2);
      double[] input = numbers("input", BATCH * INPUT_SIZE);
      assertArrayEquals(
          rolled(output(network, input), down, right),
          output(network, rolled(input, down, right)),
          1e-14);
    }
  }

  @Test
  void singleAndDoublePrecisionSendTheSameCotangents() {
    StateShape shape = new StateShape(OUTPUTS, ROWS, COLUMNS, true, false);
    double[] input = numbers("input", BATCH * INPUT_SIZE);
    double[] cotangent = numbers("cotangent", BATCH * OUTPUT_SIZE);
    try (EngineSession narrow = EngineSession.open(Precision.FLOAT32);
        EngineSession wide = EngineSession.open(Precision.FLOAT64)) {
      Network single = network(narrow, shape, 2);
      Network exact = network(wide, shape, 2);
      try (Network.Evaluation a = single.evaluate(input, BATCH, true);
          Network.Evaluation b = exact.evaluate(input, BATCH, true)) {
        assertNear(b.vjp(cotangent), a.vjp(cotangent), 1e-5);
      }
      assertNear(exact.readGradient(), single.readGradient(), 1e-5);
    }
  }

  // 9 taps: (9 I + 1) C + 2 D (9 C + 1) C + (9 C + 1) O, as PyTorch's Conv2d counts.
  @ParameterizedTest
  @CsvSource({"26, 8, 1, 1, 98489", "10, 2, 1, 1, 3921", "4, 0, 2, 1, 186"})
  void countsNineTaps(int width, int depth, int channels, int features, long expected) {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", width, depth);
    StateShape shape = StateShape.periodicPlane(channels, 8, 8);
    assertEquals(expected, Architectures.parameterCount(spec, new NetworkShape(shape, features)));
  }

  @Test
  void refusesMoreParametersThanAnArrayHolds() {
    // 512 convolutions of 9 x 1024 x 1024 weights, the largest network that a sweep file can name.
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 1024, 256);
    StateShape plane = StateShape.periodicPlane(1, 8, 8);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Architectures.parameterCount(spec, new NetworkShape(plane, 1)));
    assertTrue(error.getMessage().contains("smaller width or depth"), error.getMessage());
    assertEquals(
        1_611_147_265L,
        Architectures.parameterCount(spec, new NetworkShape(StateShape.periodicLine(1, 8), 1)));
  }

  @Test
  void drawsUniformlyBelowTheReciprocalRootOfTheFanIn() {
    // 4 channels x 9 taps: bound 1/6.
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 4, 40);
    NetworkShape shape = new NetworkShape(StateShape.periodicPlane(3, 8, 8), 1);
    ParameterLayout layout = new ParameterLayout(Architectures.description(spec, shape).tensors());
    double[] values = layout.draw(new Seed(1));
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertTrue(largest <= 1.0 / 6 && largest > 0.99 / 6, "largest " + largest);
  }

  @Test
  void refusesStatesOfAnotherShape() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session, StateShape.periodicPlane(OUTPUTS, ROWS, COLUMNS), 0);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> network.evaluate(new double[INPUTS * 36], 1, false));
      assertTrue(error.getMessage().startsWith("input (36 points) must"), error.getMessage());
    }
  }

  @Test
  void leavesNoArraysBehind() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session, StateShape.periodicPlane(OUTPUTS, ROWS, COLUMNS), 1);
      int before = session.openArrays();
      for (int i = 0; i < 3; i++) {
        double[] input = numbers("input", BATCH * INPUT_SIZE);
        try (Network.Evaluation evaluation = network.evaluate(input, BATCH, true)) {
          evaluation.vjp(numbers("cotangent", BATCH * OUTPUT_SIZE));
        }
        network.readGradient();
      }
      assertEquals(before, session.openArrays());
    }
  }

  private static Network network(EngineSession session, StateShape shape, int depth) {
    ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 4, depth);
    return Architectures.create(session, spec, new NetworkShape(shape, FEATURES), new Seed(5));
  }

  private static double[] output(Network network, double[] input) {
    try (Network.Evaluation evaluation = network.evaluate(input, BATCH, false)) {
      return evaluation.output();
    }
  }

  private static double[] numbers(String purpose, int count) {
    return new Seed(3).derive(purpose).generator().doubles(count, -1, 1).toArray();
  }

  private static double[] rolled(double[] fields, int down, int right) {
    double[] rolled = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      int field = i / (ROWS * COLUMNS);
      int y = (i / COLUMNS % ROWS + down) % ROWS;
      int x = (i % COLUMNS + right) % COLUMNS;
      rolled[(field * ROWS + y) * COLUMNS + x] = fields[i];
    }
    return rolled;
  }

  private static void shift(Network network, double[] direction, double by) {
    double[] change = shifted(new double[direction.length], direction, by);
    EngineSession session = network.parameters().session();
    session.compute(
        false,
        scope -> {
          network.parameters().change(values -> values.addi(session.array(change, change.length)));
          return null;
        });
  }

  private static double[] shifted(double[] values, double[] direction, double by) {
    double[] shifted = new double[values.length];
    Arrays.setAll(shifted, i -> values[i] + by * direction[i]);
    return shifted;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void assertNear(double[] expected, double[] actual, double relative) {
    double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, actual, relative * size);
  }
}
