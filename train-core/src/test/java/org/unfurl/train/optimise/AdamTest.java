package org.unfurl.train.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.Test;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.setting.Values;

class AdamTest {

  private static final Values RATE = new LearningRate(0.1, 1, 1).values();

  // Expected numbers: the algorithm of PyTorch's documentation of torch.optim.Adam, worked out with
  // 40 decimal digits (Python's decimal module), rate 0.1.

  @Test
  void followsTheAlgorithmOfPyTorch() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      NDArray parameters = session.array(new double[] {1, 0}, 2);
      Adam adam = new Adam(session, 2, RATE);
      step(session, adam, parameters, 1, 3);
      assertArrayEquals(
          new double[] {0.900000001, -0.09999999966666667}, session.values(parameters), 1e-15);
      step(session, adam, parameters, -2, 3);
      assertArrayEquals(
          new double[] {0.9366103534720751, -0.19999999933333334},
          session.values(parameters),
          1e-15);
      step(session, adam, parameters, 0.5, 3);
      assertArrayEquals(
          new double[] {0.9502794196738218, -0.299999999}, session.values(parameters), 1e-15);
    }
  }

  @Test
  void addsEpsilonAfterTheBiasCorrection() {
    // A first gradient as small as ε halves the step; with ε inside the root it would not move.
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      NDArray parameters = session.array(new double[] {0, 0}, 2);
      Adam adam = new Adam(session, 2, RATE);
      step(session, adam, parameters, 1e-8, 0);
      assertArrayEquals(new double[] {-0.05, 0}, session.values(parameters), 1e-15);
    }
  }

  /** As above; PyTorch's AdamW multiplies by 1 - 0.1 · 0.5 before each of the same steps. */
  @Test
  void weightDecayIsDecoupledFromTheGradient() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT64)) {
      NDArray parameters = session.array(new double[] {1, 0}, 2);
      Adam adam = new Adam(session, 2, RATE.with(Adam.WEIGHT_DECAY, 0.5));
      step(session, adam, parameters, 1, 3);
      assertArrayEquals(
          new double[] {0.850000001, -0.09999999966666667}, session.values(parameters), 1e-15);
      step(session, adam, parameters, -2, 3);
      assertArrayEquals(
          new double[] {0.95 * 0.850000001 + 0.0366103534720751, -0.195},
          session.values(parameters),
          1e-8);
    }
  }

  @Test
  void leavesNoArraysBehind() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      NDArray parameters = session.array(new double[] {1, 2}, 2);
      Adam adam = new Adam(session, 2, RATE.with(Adam.WEIGHT_DECAY, 0.1));
      int before = session.openArrays();
      for (int i = 0; i < 20; i++) {
        step(session, adam, parameters, 1, 1);
      }
      assertEquals(before, session.openArrays());
    }
  }

  private static void step(
      EngineSession session, Adam adam, NDArray parameters, double... gradient) {
    session.compute(
        false,
        scope -> {
          adam.update(parameters, session.array(gradient, gradient.length), 0.1);
          return null;
        });
  }
}
