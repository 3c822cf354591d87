package org.unfurl.train.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.unfurl.train.memory.MemoryLedger;

/** Each fact about the engine's threads and memory that this module relies on. */
class EngineSessionTest {

  private static final Executor FRESH_THREAD = task -> new Thread(task).start();

  @Test
  void recordingBelongsToTheThread() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      NDArray leaf = Operations.leaf(session.array(new double[] {1, 2}, 2));
      boolean here =
          session.compute(
              true,
              scope -> {
                boolean elsewhere =
                    CompletableFuture.supplyAsync(
                            () -> session.compute(false, inner -> isRecorded(doubled(leaf))),
                            FRESH_THREAD)
                        .join();
                assertFalse(elsewhere);
                return isRecorded(doubled(leaf));
              });
      assertTrue(here);
      boolean after = session.compute(false, scope -> isRecorded(doubled(leaf)));
      assertFalse(after);
    }
  }

  @Test
  void everyThreadComputesWithOneNativeThread() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      int threads =
          CompletableFuture.supplyAsync(
                  () -> session.compute(false, scope -> JniUtils.getNumThreads()), FRESH_THREAD)
              .join();
      assertEquals(1, threads);
    }
  }

  @Test
  void countsTheBytesOfItsOwnArrays() {
    MemoryLedger memory = new MemoryLedger();
    try (EngineSession session = EngineSession.open(Precision.FLOAT64, memory);
        EngineSession other = EngineSession.open(Precision.FLOAT32)) {
      NDArray kept =
          session.compute(
              false,
              scope -> {
                NDArray made = session.array(new double[] {1, 2, 3}, 3);
                other.zeros(100);
                return scope.keep(Operations.sum(made, session.scalar(1)));
              });
      assertEquals(8 * (3 + 1 + 3), memory.peak());
      assertEquals(8 * 3, memory.held());
      assertEquals(0, other.memory().peak());
      session.free(kept);
      assertEquals(0, memory.held());
    }
  }

  @Test
  void closesWhateverArithmeticMadeAndDidNotKeep() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32);
        EngineSession other = EngineSession.open(Precision.FLOAT32)) {
      NDArray weight = Operations.leaf(other.array(new double[] {1, 2, 3, 4}, 2, 2));
      NDArray kept =
          session.compute(
              true,
              scope -> {
                NDArray input = session.array(new double[] {1, 1}, 2, 1);
                // Results belong to the first operand's session, here the other one.
                return scope.keep(Operations.product(weight, Operations.leakyRelu(input, 0.1)));
              });
      assertEquals(0, session.openArrays());
      assertEquals(2, other.openArrays());
      assertArrayEquals(new double[] {3, 7}, session.values(kept));
    }
  }

  @Test
  void closesWhatFailedArithmeticMade() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      assertThrows(
          IllegalStateException.class,
          () ->
              session.compute(
                  false,
                  scope -> {
                    doubled(session.scalar(1));
                    throw new IllegalStateException("on purpose");
                  }));
      assertEquals(0, session.openArrays());
    }
  }

  @Test
  void keepsValuesAndShapes() {
    double[] values = {1, 0.1, -3, 4, 5, 6};
    try (EngineSession wide = EngineSession.open(Precision.FLOAT64);
        EngineSession narrow = EngineSession.open(Precision.FLOAT32)) {
      assertArrayEquals(values, wide.values(wide.array(values, 2, 3)));
      assertArrayEquals(
          new double[] {1, 0.1f, -3, 4, 5, 6}, narrow.values(narrow.array(values, 2, 3)));
      assertArrayEquals(new double[3], wide.values(wide.zeros(3)));
      assertEquals(0, wide.scalar(0.1).getShape().dimension());
      assertEquals(0.1, wide.scalar(0.1).getDouble());
    }
  }

  private static boolean isRecorded(NDArray result) {
    try {
      Operations.backward(result, result);
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  private static NDArray doubled(NDArray array) {
    return Operations.sum(array, array);
  }
}
