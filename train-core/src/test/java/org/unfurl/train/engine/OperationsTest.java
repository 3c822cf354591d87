package org.unfurl.train.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.random.Seed;

/** Each fact about the engine's differentiation that this module relies on, by hand. */
class OperationsTest {

  private final EngineSession session = EngineSession.open(Precision.FLOAT64);

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aLeafSharesTheMemoryOfItsVector() {
    NDArray vector = session.array(new double[] {1, 2, 3, 4, 5, 6, 7}, 7);
    NDArray leaf =
        session.compute(false, scope -> scope.keep(Operations.leafOf(vector, 2, 6, 2, 2)));
    assertArrayEquals(new double[] {3, 4, 5, 6}, session.values(leaf));

    session.compute(false, scope -> vector.addi(session.scalar(10)));

    assertArrayEquals(new double[] {13, 14, 15, 16}, session.values(leaf));
  }

  @Test
  void gradientsOfOurCotangentsAddUp() {
    NDArray weight = Operations.leaf(session.array(new double[] {1, 2, 3, 4}, 2, 2));
    assertTrue(Operations.gradient(weight).isEmpty());

    backward(weight, new double[] {5, 6}, new double[] {1, 0});
    assertArrayEquals(new double[] {5, 6, 0, 0}, gradient(weight)); // cotangent times inputᵀ
    backward(weight, new double[] {7, 8}, new double[] {1, 2});
    assertArrayEquals(new double[] {12, 14, 14, 16}, gradient(weight));

    Operations.clearGradient(weight);
    assertArrayEquals(new double[4], gradient(weight));
    assertEquals(1, session.openArrays()); // handles on gradients do not pile up
  }

  @Test
  void aGradientReachesLeavesThroughEveryOperation() {
    NDArray x = Operations.leaf(session.array(new double[] {1, -2, 3}, 1, 3));
    double[] value =
        session.compute(
            true,
            scope -> {
              NDArray rotated =
                  Operations.concatenate(
                      1, Operations.slice(x, 1, 2, 3), Operations.slice(x, 1, 0, 2));
              NDArray result = Operations.sum(Operations.leakyRelu(rotated, 0.5), x);
              Operations.backward(result, session.array(new double[] {10, 20, 30}, 1, 3));
              return session.values(result);
            });
    assertArrayEquals(new double[] {4, -1, 2}, value);
    // λ itself, and λ rotated back with the slopes 1, 1/2, 1 at x = 1, -2, 3.
    assertArrayEquals(new double[] {10 + 20, 20 + 15, 30 + 10}, gradient(x));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aGradientIsThatOfCentralDifferences(BiFunction<OperationsTest, NDArray, NDArray> tested) {
    Function<NDArray, NDArray> function = x -> tested.apply(this, x);
    double[] values = new Seed(1).generator().doubles(2 * 3 * 4 * 4, -1, 1).toArray();
    double[] direction = new Seed(2).generator().doubles(values.length, -1, 1).toArray();
    NDArray x = Operations.leaf(session.array(values, 2, 3, 4, 4));
    session.compute(
        true,
        scope -> {
          NDArray result = function.apply(x);
          Operations.backward(result, weights(result));
          return null;
        });
    double fromGradient = 0;
    double[] gradient = gradient(x);
    for (int i = 0; i < gradient.length; i++) {
      fromGradient += gradient[i] * direction[i];
    }
    double slope =
        (weighted(function, values, direction, 1e-6) - weighted(function, values, direction, -1e-6))
            / 2e-6;
    assertEquals(slope, fromGradient, 1e-7 * Math.max(1, Math.abs(slope)));
  }

  private double weighted(
      Function<NDArray, NDArray> function, double[] values, double[] direction, double by) {
    double[] shifted = values.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += by * direction[i];
    }
    return session.compute(
        false,
        scope -> {
          NDArray result = function.apply(session.array(shifted, 2, 3, 4, 4));
          return result.mul(weights(result)).sum().getDouble();
        });
  }

  /** A cotangent without symmetry. */
  private NDArray weights(NDArray result) {
    double[] numbers =
        new Seed(3).generator().doubles(result.getShape().size(), -1, 1).toArray();
    return session.array(numbers, result.getShape().getShape());
  }

  private static Stream<Named<BiFunction<OperationsTest, NDArray, NDArray>>> functions() {
    return Stream.of(
        Named.of("relu", (test, x) -> Operations.relu(x)),
        Named.of("gelu", (test, x) -> Operations.gelu(x)),
        Named.of("leaky relu", (test, x) -> Operations.leakyRelu(x, 0.01)),
        Named.of("permuted and reshaped", (test, x) -> reordered(x)),
        Named.of("repeated", (test, x) -> Operations.repeated(Operations.slice(x, 3, 0, 1), 2, 3, 4, 5)),
        Named.of(
            "normalised",
            (test, x) -> Operations.normalised(x, test.numbers(3, 4, 4), test.numbers(3, 4, 4), 1e-5)),
        Named.of(
            "the weight of a norm",
            (test, x) ->
                Operations.normalised(
                    test.numbers(2, 3, 4, 4),
                    Operations.repeated(firstPoint(x), 3, 4, 4),
                    test.numbers(3, 4, 4),
                    1e-5)),
        Named.of("every second point", (test, x) -> Operations.convolution(x, test.numbers(4, 3, 3, 3), test.numbers(4), 2, 1)),
        Named.of(
            "a weight in another order, joined with nothing",
            (test, x) ->
                Operations.convolution(
                    test.numbers(2, 2, 4, 4),
                    Operations.concatenate(0, Operations.permuted(x, 3, 0, 1, 2)),
                    test.numbers(4),
                    1,
                    1)));
  }

  private static NDArray reordered(NDArray x) {
    return Operations.reshaped(Operations.permuted(x, 1, 3, 0, 2), 6, 16);
  }

  /** (channels, 1, 1) of the first state. */
  private static NDArray firstPoint(NDArray x) {
    NDArray state = Operations.reshaped(Operations.slice(x, 0, 0, 1), 3, 4, 4);
    return Operations.slice(Operations.slice(state, 1, 0, 1), 2, 0, 1);
  }

  private NDArray numbers(long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return session.array(new Seed(4).generator().doubles(count, -1, 1).toArray(), shape);
  }

  @Test
  void biasesGatherOverTheColumnsTheyWereRepeatedOn() {
    NDArray bias = Operations.leaf(session.array(new double[] {1, 2}, 2, 1));
    session.compute(
        true,
        scope -> {
          NDArray result = Operations.sum(session.zeros(2, 3), bias);
          Operations.backward(result, session.array(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
          return null;
        });
    assertArrayEquals(new double[] {6, 15}, gradient(bias));
  }

  @Test
  void theNormIsEuclidean() {
    assertEquals(5, Operations.norm(session.array(new double[] {3, 0, -4}, 3)));
  }

  private void backward(NDArray weight, double[] input, double[] cotangent) {
    session.compute(
        true,
        scope -> {
          NDArray result = Operations.product(weight, session.array(input, 2, 1));
          Operations.backward(result, session.array(cotangent, 2, 1));
          return null;
        });
  }

  private double[] gradient(NDArray leaf) {
    return session.compute(false, scope -> session.values(Operations.gradient(leaf).orElseThrow()));
  }
}
