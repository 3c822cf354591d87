package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Safetensors;
import org.unfurl.train.parameter.SafetensorsReader;
import org.unfurl.train.parameter.Tensor;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.trainer.Training;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.trainer.TrainingProgress;
import org.unfurl.train.unroll.Modality;

/**
 * What every architecture of the registry must hold, on lines and planes, with ends and without.
 */
class ArchitectureContractTest {

  private static final int BATCH = 2;

  @Test
  void everyArchitectureHasACase() {
    Set<String> covered =
        ArchitectureCase.all().stream().map(ArchitectureCase::name).collect(Collectors.toSet());
    assertEquals(Set.copyOf(Architectures.names()), covered);
  }

  @ParameterizedTest
  @MethodSource("casesOnShapes")
  void hasAsManyParametersAsItsFormulaSays(ArchitectureCase tested, NetworkShape shape) {
    assertEquals(
        tested.count().applyAsLong(shape), Architectures.parameterCount(spec(tested), shape));
  }

  @ParameterizedTest
  @MethodSource("casesOnShapes")
  void itsGradientsAreThoseOfCentralDifferences(ArchitectureCase tested, NetworkShape shape) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, tested, shape);
      double[] input = numbers("input", BATCH * shape.input().size());
      double[] cotangent = numbers("cotangent", BATCH * shape.states().size());
      double[] inputCotangent;
      try (Network.Evaluation evaluation = network.evaluate(input, BATCH, true)) {
        inputCotangent = evaluation.vjp(cotangent);
      }
      double[] gradient = network.readGradient();

      double[] along = numbers("input direction", input.length);
      assertIsSlope(
          by -> dot(cotangent, output(network, sum(input, along, by))), inputCotangent, along);

      double[] change = numbers("parameter direction", gradient.length);
      assertIsSlope(
          by -> {
            shift(network, change, by);
            double value = dot(cotangent, output(network, input));
            shift(network, change, -by);
            return value;
          },
          gradient,
          change);
    }
  }

  /** A kink of a unit that lies in the longer interval is most probably outside the shorter. */
  private static void assertIsSlope(
      DoubleUnaryOperator value, double[] gradient, double[] direction) {
    double slope = dot(gradient, direction);
    double error = Double.POSITIVE_INFINITY;
    for (double step : new double[] {1e-6, 1e-7}) {
      double difference = value.applyAsDouble(step) - value.applyAsDouble(-step);
      error = Math.min(error, Math.abs(difference / (2 * step) - slope));
    }
    assertEquals(0, error, 1e-7 * length(gradient) * length(direction));
  }

  @ParameterizedTest
  @MethodSource("casesOnShapes")
  void aShiftAlongAPeriodicAxisShiftsItsOutput(ArchitectureCase tested, NetworkShape shape) {
    StateShape states = shape.states();
    int right = states.periodicX() ? tested.shift() : 0;
    int down = states.isPlane() && states.periodicY() ? tested.shift() : 0;
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, tested, shape);
      double[] input = numbers("input", BATCH * shape.input().size());
      double[] shifted = output(network, rolled(input, states, down, right));
      double[] expected = rolled(output(network, input), states, down, right);
      assertArrayEquals(expected, shifted, 1e-12 * length(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("casesOnShapes")
  void equalSeedsGiveEqualBits(ArchitectureCase tested, NetworkShape shape) {
    double[] first = gradientInSinglePrecision(tested, shape, 5);
    assertArrayEquals(first, gradientInSinglePrecision(tested, shape, 5));
    assertNotEquals(
        Arrays.hashCode(first), Arrays.hashCode(gradientInSinglePrecision(tested, shape, 6)));
  }

  private static double[] gradientInSinglePrecision(
      ArchitectureCase tested, NetworkShape shape, long seed) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = Architectures.create(session, spec(tested), shape, new Seed(seed));
      double[] input = numbers("input", BATCH * shape.input().size());
      try (Network.Evaluation evaluation = network.evaluate(input, BATCH, true)) {
        evaluation.vjp(numbers("cotangent", BATCH * shape.states().size()));
      }
      return network.readGradient();
    }
  }

  /** Hand-written kernels against the tape. */
  @ParameterizedTest
  @MethodSource("casesOnShapes")
  void itsKernelsComputeWhatItsLayersDo(ArchitectureCase tested, NetworkShape shape) {
    if (!Architectures.onKernels(spec(tested), shape)) {
      return; // it has none there
    }
    LayeredArchitecture architecture =
        assertInstanceOf(LayeredArchitecture.class, Architectures.named(spec(tested).name()));
    Layer layers = architecture.layers(spec(tested).values(), shape);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session, tested, shape);
      assertFalse(network instanceof TapedNetwork);
      Network twin = new TapedNetwork(layers, network.parameters());
      double[] input = numbers("input", BATCH * shape.input().size());
      double[] cotangent = numbers("cotangent", BATCH * shape.states().size());
      try (Network.Evaluation ours = network.evaluate(input, BATCH, true);
          Network.Evaluation plain = twin.evaluate(input, BATCH, true)) {
        assertNear(plain.output(), ours.output());
        assertNear(plain.vjp(cotangent), ours.vjp(cotangent));
        assertNear(twin.readGradient(), network.readGradient());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesOnShapes")
  void itsModelFileHoldsEveryTensor(ArchitectureCase tested, NetworkShape shape) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ParameterVector parameters = network(session, tested, shape).parameters();
      double[] flat = parameters.read();
      SafetensorsReader file = new SafetensorsReader(Safetensors.encode(parameters));
      double[] back = new double[flat.length];
      for (Tensor tensor : parameters.layout().tensors()) {
        file.copy(tensor, back, parameters.layout().offset(tensor));
      }
      assertArrayEquals(flat, back);
      assertEquals(parameters.layout().tensors().size(), file.names().size());
    }
  }

  /** The input's cotangent where one point of the output has one. */
  @ParameterizedTest
  @MethodSource("localCases")
  void itSeesAsFarAsItSays(ArchitectureCase tested) {
    int points = 64;
    NetworkShape shape = new NetworkShape(StateShape.periodicLine(1, points), 0);
    Reach reach = Architectures.description(spec(tested), shape).reach();
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      Network network = network(session, tested, shape);
      double[] cotangent = new double[points];
      cotangent[points / 2] = 1;
      try (Network.Evaluation evaluation = network.evaluate(numbers("input", points), 1, true)) {
        double[] seen = evaluation.vjp(cotangent);
        for (int point = 0; point < points; point++) {
          assertEquals(
              Math.abs(point - points / 2) <= reach.columns(), seen[point] != 0, "point " + point);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsCostIsThatOfItsLayers(ArchitectureCase tested) {
    NetworkShape small = new NetworkShape(StateShape.periodicLine(1, 16), 1);
    NetworkShape large = new NetworkShape(StateShape.periodicLine(1, 32), 1);
    Description description = Architectures.description(spec(tested), small);
    long few = description.cost().multiplyAdds();
    long many = Architectures.description(spec(tested), large).cost().multiplyAdds();
    assertTrue(few > 0 && many > few, few + " and " + many);
    // What reaches everywhere may do part of its work on modes, slices or all points at once.
    assertTrue(description.reach().isWhole() || many >= 2 * few, few + " and " + many);
    assertTrue(description.cost().calls() > 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsTrainingsMemoryIsFlatInTheUnrollLengthWithoutLinks(ArchitectureCase tested) {
    for (Modality modality : List.of(Modality.ONE, Modality.NOG)) {
      long one = peak(tested, modality, 1);
      assertEquals(one, peak(tested, modality, 2), modality.word());
      assertEquals(one, peak(tested, modality, 7), modality.word());
    }
    assertTrue(peak(tested, Modality.WIG, 7) > peak(tested, Modality.WIG, 2));
  }

  private static long peak(ArchitectureCase tested, Modality modality, int unrollLength) {
    GrayScott system = GrayScott.differentiable();
    TrainingConfig config =
        new TrainingConfig(
            Task.PREDICTION,
            "euler",
            modality,
            unrollLength,
            0,
            0,
            spec(tested),
            4,
            2,
            new LearningRate(1e-5, 1, 1));
    MemoryLedger memory = new MemoryLedger();
    Training training =
        Trainer.train(
            config, system, system.data(2, 20), new Seed(3), TrainingProgress.none(), memory);
    assertInstanceOf(Training.Completed.class, training).model().close();
    return memory.peak();
  }

  private static Stream<ArchitectureCase> cases() {
    return ArchitectureCase.all().stream();
  }

  private static Stream<ArchitectureCase> localCases() {
    return cases().filter(ArchitectureCase::local);
  }

  private static Stream<Arguments> casesOnShapes() {
    List<NetworkShape> shapes =
        Stream.of(1, 2)
            .flatMap(
                channels ->
                    Stream.of(
                        StateShape.periodicLine(channels, 16),
                        new StateShape(channels, 1, 16, true, false),
                        StateShape.periodicPlane(channels, 8, 12),
                        new StateShape(channels, 8, 12, false, true),
                        new StateShape(channels, 8, 12, false, false)))
            .map(states -> new NetworkShape(states, 1))
            .toList();
    return cases().flatMap(tested -> shapes.stream().map(shape -> Arguments.of(tested, shape)));
  }

  private static ArchitectureSpec spec(ArchitectureCase tested) {
    return new ArchitectureSpec(tested.name(), tested.values());
  }

  private static Network network(
      EngineSession session, ArchitectureCase tested, NetworkShape shape) {
    return Architectures.create(session, spec(tested), shape, new Seed(5));
  }

  private static double[] output(Network network, double[] input) {
    try (Network.Evaluation evaluation = network.evaluate(input, BATCH, false)) {
      return evaluation.output();
    }
  }

  private static double[] numbers(String purpose, int count) {
    return new Seed(3).derive(purpose).generator().doubles(count, -1, 1).toArray();
  }

  private static void shift(Network network, double[] direction, double by) {
    double[] change = sum(new double[direction.length], direction, by);
    EngineSession session = network.parameters().session();
    session.compute(
        false,
        scope -> {
          network.parameters().change(values -> values.addi(session.array(change, change.length)));
          return null;
        });
  }

  private static double[] rolled(double[] fields, StateShape shape, int down, int right) {
    int rows = shape.rows();
    int columns = shape.columns();
    double[] rolled = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      int field = i / (rows * columns);
      int y = (i / columns % rows + down) % rows;
      int x = (i % columns + right) % columns;
      rolled[(field * rows + y) * columns + x] = fields[i];
    }
    return rolled;
  }

  private static double[] sum(double[] values, double[] direction, double by) {
    double[] sum = new double[values.length];
    Arrays.setAll(sum, i -> values[i] + by * direction[i]);
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void assertNear(double[] expected, double[] actual) {
    assertTrue(length(sum(expected, actual, -1)) <= 1e-5 * length(expected));
  }
}
