package org.unfurl.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;

/** Each layer against its definition in plain loops, on lines and planes, with ends and without. */
class LayerTest {

  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;

  /** The value of an input channel at any place, also beyond the ends. */
  @FunctionalInterface
  private interface Field {
    double at(int channel, int y, int x);
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aConvolutionSumsOverNeighbours(Signal signal) {
    assertIsConvolution(Convolution.to(OUTPUTS), signal, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aDilatedConvolutionSumsOverFartherPoints(Signal signal) {
    assertIsConvolution(Convolution.dilated(OUTPUTS, 2), signal, 1, 2);
    assertIsConvolution(Convolution.dilated(OUTPUTS, 11), signal, 1, 11); // beyond a whole turn
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aHalvingConvolutionStandsOnEverySecondPoint(Signal signal) {
    assertIsConvolution(Convolution.halving(OUTPUTS), signal, 2, 1);
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aPointwiseMapSeesThePointAlone(Signal signal) {
    Layer layer = Convolution.pointwise(OUTPUTS).on("layer", signal);
    assertEquals(OUTPUTS * INPUTS + OUTPUTS, size(layer));
    assertEquals(Reach.NONE, layer.reach());
    assertEquals(new Cost((OUTPUTS * INPUTS + OUTPUTS) * (long) signal.points(), 1), layer.cost());
  }

  @ParameterizedTest
  @MethodSource("signals")
  void doublingIsTheConvolutionOfPointsAndZeros(Signal signal) {
    Layer layer = Doubling.to(OUTPUTS).on("layer", signal.coarser(2).withChannels(INPUTS));
    Signal coarse = layer.input();
    assertEquals(signal.withChannels(OUTPUTS), layer.output());
    double[] input = numbers(coarse.size());
    Field points = field(coarse, input);
    Field spread =
        (channel, y, x) ->
            Math.floorMod(x, 2) == 1 || Math.floorMod(y, 2) == 1
                ? 0
                : points.at(channel, Math.floorDiv(y, 2), Math.floorDiv(x, 2));
    assertComputes(layer, input, spread, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aNormalisedStateHasMeanZeroAndVarianceOne(Signal signal) {
    Layer layer = Normalisation.overAll().on("norm", signal);
    double[] output = output(layer, numbers(signal.size()));
    double mean = 0;
    double square = 0;
    for (double value : output) {
      mean += value / output.length;
      square += value * value / output.length;
    }
    assertEquals(0, mean, 1e-12);
    assertEquals(1, square, 1e-4); // ε beside a variance of 1/3
  }

  @Test
  void reachIsCountedInPointsOfTheStates() {
    Signal line = new Signal(1, 1, 16, false, true, true, 1);
    Layer layers =
        Stack.on(line)
            .then("a", Convolution.to(1)) // 1
            .then("b", Convolution.halving(1)) // 1
            .sum(Stack.SAME, inner -> inner.then("c", Convolution.dilated(1, 3))) // 3 · 2
            .then("d", Doubling.to(1)) // 1
            .layer();
    assertEquals(new Reach(0, 9), layers.reach());
    assertEquals(4, layers.cost().calls());
    assertEquals(line, layers.output());
  }

  @Test
  void tensorsAreNamedByTheirPartsAndInTheOrderOfTheStack() {
    Layer layers =
        Stack.on(new Signal(1, 1, 16, false, true, true, 1))
            .within(
                "blocks.0",
                part ->
                    part.sum(
                        inner -> inner.then("conv1", Convolution.to(1)),
                        skip -> skip.then("skip", Convolution.pointwise(1))))
            .layer();
    assertEquals(
        List.of(
            "blocks.0.conv1.weight",
            "blocks.0.conv1.bias",
            "blocks.0.skip.weight",
            "blocks.0.skip.bias"),
        layers.tensors().stream().map(tensor -> tensor.name()).toList());
  }

  @Test
  void branchesThatDoNotFitAreRefused() {
    Stack stack = Stack.on(new Signal(2, 1, 16, false, true, true, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> stack.sum(Stack.SAME, inner -> inner.then("wider", Convolution.to(3))));
    assertThrows(
        IllegalArgumentException.class,
        () -> stack.join(Stack.SAME, inner -> inner.then("coarser", Convolution.halving(3))));
  }

  private static Stream<Signal> signals() {
    return Stream.of(
        new Signal(INPUTS, 1, 8, false, true, true, 1),
        new Signal(INPUTS, 1, 8, false, true, false, 1),
        new Signal(INPUTS, 6, 8, true, true, true, 1),
        new Signal(INPUTS, 6, 8, true, false, true, 1),
        new Signal(INPUTS, 6, 8, true, false, false, 1));
  }

  private static void assertIsConvolution(
      Layer.Kind kind, Signal signal, int stride, int dilation) {
    Layer layer = kind.on("layer", signal);
    double[] input = numbers(signal.size());
    assertComputes(layer, input, field(signal, input), stride, dilation);
  }

  private static Field field(Signal signal, double[] values) {
    return (channel, y, x) -> {
      int row = inside(y, signal.rows(), signal.periodicY());
      int column = inside(x, signal.columns(), signal.periodicX());
      return values[(channel * signal.rows() + row) * signal.columns() + column];
    };
  }

  private static int inside(int index, int count, boolean periodic) {
    return periodic ? Math.floorMod(index, count) : Math.max(0, Math.min(count - 1, index));
  }

  /** Three taps along every axis. */
  private static void assertComputes(
      Layer layer, double[] input, Field field, int stride, int dilation) {
    Signal made = layer.output();
    int rows = made.plane() ? 3 : 1;
    int inputs = layer.input().channels();
    double[] parameters = parameters(layer);
    double[] expected = new double[made.size()];
    for (int i = 0; i < expected.length; i++) {
      int output = i / made.points();
      int y = i / made.columns() % made.rows();
      int x = i % made.columns();
      expected[i] = parameters[OUTPUTS * inputs * rows * 3 + output];
      for (int channel = 0; channel < inputs; channel++) {
        for (int a = 0; a < rows; a++) {
          for (int b = 0; b < 3; b++) {
            int weight =
                made.plane()
                    ? ((output * inputs + channel) * 3 + a) * 3 + b
                    : (output * 3 + b) * inputs + channel;
            int row = made.plane() ? stride * y + dilation * (a - 1) : 0;
            int column = stride * x + dilation * (b - 1);
            expected[i] += parameters[weight] * field.at(channel, row, column);
          }
        }
      }
    }
    assertArrayEquals(expected, output(layer, input), 1e-12);
  }

  private static long size(Layer layer) {
    return new ParameterLayout(layer.tensors()).size();
  }

  private static double[] parameters(Layer layer) {
    return new ParameterLayout(layer.tensors()).draw(new Seed(7));
  }

  private static double[] output(Layer layer, double[] input) {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      ParameterLayout layout = new ParameterLayout(layer.tensors());
      ParameterVector vector = new ParameterVector(session, layout, parameters(layer));
      try (Network.Evaluation evaluation =
          new TapedNetwork(layer, vector).evaluate(input, 1, false)) {
        return evaluation.output();
      }
    }
  }

  private static double[] numbers(int count) {
    return new Seed(3).generator().doubles(count, -1, 1).toArray();
  }
}
