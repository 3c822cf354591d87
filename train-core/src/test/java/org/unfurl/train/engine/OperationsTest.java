package org.unfurl.train.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
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
    double[] numbers = new Seed(3).generator().doubles(result.getShape().size(), -1, 1).toArray();
    return session.array(numbers, result.getShape().getShape());
  }

  private static Stream<Named<BiFunction<OperationsTest, NDArray, NDArray>>> functions() {
    return Stream.of(
        Named.of("relu", (test, x) -> Operations.relu(x)),
        Named.of("gelu", (test, x) -> Operations.gelu(x)),
        Named.of("leaky relu", (test, x) -> Operations.leakyRelu(x, 0.01)),
        Named.of("permuted and reshaped", (test, x) -> reordered(x)),
        Named.of(
            "repeated", (test, x) -> Operations.repeated(Operations.slice(x, 3, 0, 1), 2, 3, 4, 5)),
        Named.of(
            "normalised",
            (test, x) ->
                Operations.normalised(x, test.numbers(3, 4, 4), test.numbers(3, 4, 4), 1e-5)),
        Named.of(
            "the weight of a norm",
            (test, x) ->
                Operations.normalised(
                    test.numbers(2, 3, 4, 4),
                    Operations.repeated(firstPoint(x), 3, 4, 4),
                    test.numbers(3, 4, 4),
                    1e-5)),
        Named.of(
            "every second point",
            (test, x) ->
                Operations.convolution(x, test.numbers(4, 3, 3, 3), test.numbers(4), 2, 1)),
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

  @Test
  void aProductOfManyMatricesRepeatsTheOneThatIsShared() {
    NDArray shared = Operations.leaf(session.array(new double[] {1, 2}, 1, 2));
    NDArray many = Operations.leaf(session.array(new double[] {1, 2, 3, 4}, 2, 1, 2, 1));
    assertArrayEquals(
        new double[] {5, 11},
        through(() -> Operations.product(shared, many), 10, 100)); // 1·1 + 2·2, 1·3 + 2·4
    assertArrayEquals(new double[] {10 + 300, 20 + 400}, gradient(shared));
    assertArrayEquals(new double[] {10, 20, 100, 200}, gradient(many));
  }

  @Test
  void theSoftmaxOfAnAxisAddsUpToOneThere() {
    NDArray x = Operations.leaf(session.array(new double[] {0, Math.log(3), 5, 5}, 2, 2));
    assertArrayEquals(
        new double[] {0.25, 0.75, 0.5, 0.5},
        through(() -> Operations.softmax(x, 1), 1, 0, 0, 8),
        1e-15);
    // p_i (λ_i - Σ p λ): for the first pair λ = (1, 0), for the second (0, 8).
    assertArrayEquals(
        new double[] {0.25 * 0.75, -0.75 * 0.25, -0.5 * 4, 0.5 * 4}, gradient(x), 1e-15);
  }

  @Test
  void whatIsClampedHasNoDerivative() {
    for (Precision precision : Precision.values()) {
      try (EngineSession own = EngineSession.open(precision)) {
        NDArray x = Operations.leaf(own.array(new double[] {-1, 0.25, 7}, 3));
        double[] value =
            own.compute(
                true,
                scope -> {
                  NDArray result = Operations.clamped(x, 0, 5);
                  Operations.backward(result, own.array(new double[] {10, 20, 30}, 3));
                  return own.values(result);
                });
        assertArrayEquals(new double[] {0, 0.25, 5}, value);
        assertArrayEquals(
            new double[] {0, 20, 0},
            own.compute(false, scope -> own.values(Operations.gradient(x).orElseThrow())));
        assertEquals(1, own.openArrays());
      }
    }
  }

  @Test
  void arithmeticRepeatsAxesOfLengthOneAndGathersThere() {
    NDArray x = Operations.leaf(session.array(new double[] {6, 8}, 2, 1));
    NDArray y = Operations.leaf(session.array(new double[] {2, 4}, 1, 2));
    assertArrayEquals(
        new double[] {4, 2, 6, 4}, through(() -> Operations.difference(x, y), 1, 2, 3, 4));
    assertArrayEquals(new double[] {3, 7}, gradient(x));
    assertArrayEquals(new double[] {-4, -6}, gradient(y));
    clear(x, y);
    assertArrayEquals(
        new double[] {12, 24, 16, 32}, through(() -> Operations.times(x, y), 1, 2, 3, 4));
    assertArrayEquals(new double[] {2 + 8, 6 + 16}, gradient(x));
    assertArrayEquals(new double[] {6 + 24, 12 + 32}, gradient(y));
    clear(x, y);
    assertArrayEquals(
        new double[] {3, 1.5, 4, 2}, through(() -> Operations.quotient(x, y), 4, 4, 4, 4));
    assertArrayEquals(new double[] {3, 3}, gradient(x)); // 4/2 + 4/4
    assertArrayEquals(new double[] {-14, -3.5}, gradient(y)); // -4 (6 + 8)/y²
    clear(x, y);
    assertArrayEquals(new double[] {-6, -8}, through(() -> Operations.negated(x), 1, 2));
    assertArrayEquals(new double[] {-1, -2}, gradient(x));
  }

  @Test
  void aTotalSpreadsItsCotangentOverTheAxis() {
    NDArray x = Operations.leaf(session.array(new double[] {1, 2, 3, 4}, 2, 2));
    assertArrayEquals(new double[] {3, 7}, through(() -> Operations.total(x, 1), 10, 20));
    assertArrayEquals(new double[] {10, 10, 20, 20}, gradient(x));
  }

  @Test
  void aLinearMapTakesItsWeightsByOutput() {
    NDArray x = Operations.leaf(session.array(new double[] {1, 2}, 1, 2));
    NDArray weight = Operations.leaf(session.array(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    NDArray bias = Operations.leaf(session.array(new double[] {10, 20, 30}, 3));
    assertArrayEquals(
        new double[] {15, 31, 47}, through(() -> Operations.linear(x, weight, bias), 1, 1, 2));
    assertArrayEquals(new double[] {1 + 3 + 10, 2 + 4 + 12}, gradient(x));
    assertArrayEquals(new double[] {1, 2, 1, 2, 2, 4}, gradient(weight));
    assertArrayEquals(new double[] {1, 1, 2}, gradient(bias));
  }

  @Test
  void normalisesOverAsManyAxesAsItsWeightHas() {
    NDArray x = Operations.leaf(session.array(new double[] {1, 3, 5, 11}, 1, 2, 2));
    NDArray weight = Operations.leaf(session.array(new double[] {2, 4}, 2));
    NDArray bias = Operations.leaf(session.array(new double[] {10, 20}, 2));
    // Means 2 and 8, deviations 1 and 3.
    assertArrayEquals(
        new double[] {8, 24, 8, 24},
        through(() -> Operations.normalised(x, weight, bias, 0), 1, 2, 3, 4),
        1e-14);
    assertArrayEquals(new double[] {-4, 6}, gradient(weight), 1e-14);
    assertArrayEquals(new double[] {4, 6}, gradient(bias), 1e-14);
  }

  @Test
  void whatLastsOutlivesTheArithmeticThatMadeIt() {
    NDArray constant = session.compute(true, scope -> session.lasting(new double[] {1, 2}, 2));
    assertArrayEquals(new double[] {1, 2}, session.values(constant));
    assertEquals(2 * Double.BYTES, session.memory().held());
  }

  private double[] through(Supplier<NDArray> function, double... cotangent) {
    return session.compute(
        true,
        scope -> {
          NDArray result = function.get();
          Operations.backward(result, session.array(cotangent, result.getShape().getShape()));
          return session.values(result);
        });
  }

  private void clear(NDArray... leaves) {
    session.compute(
        false,
        scope -> {
          for (NDArray leaf : leaves) {
            Operations.clearGradient(leaf);
          }
          return null;
        });
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
