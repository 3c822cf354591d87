package org.unfurl.train.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
