package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.network.Network;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.task.Task;

class TrainedNetworkTest {

  private static final GrayScott SYSTEM = GrayScott.opaque();

  @Test
  void stepsAsTheFrameModelDoesOnAnyThread() {
    double[] state = SYSTEM.initialStates(Split.INTERPOLATION, 0.04, 2, new Seed(2));
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session);
      TrainedNetwork model = new TrainedNetwork(Task.CORRECTION, SYSTEM, "euler", network);
      Stepper stepper = model.stepper(0.04);
      int open = session.openArrays();

      double[] here = step(stepper, state);
      double[] there = CompletableFuture.supplyAsync(() -> step(stepper, state)).join();

      double[] expected;
      try (FrameModel.Frame frame =
          new FrameModel(Task.CORRECTION, SYSTEM, "euler", 0.04, network).advance(state, true)) {
        expected = frame.next();
      }
      assertArrayEquals(expected, here);
      assertArrayEquals(expected, there);
      assertEquals(24, stepper.stateSize());
      assertEquals(open, session.openArrays());
    }
  }

  @Test
  void theParameterDecidesWhatTheNetworkSees() {
    double[] state = SYSTEM.initialStates(Split.INTERPOLATION, 0.04, 1, new Seed(2));
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      TrainedNetwork model = new TrainedNetwork(Task.PREDICTION, SYSTEM, "euler", network(session));
      double[] low = step(model.stepper(0.03), state);
      double[] high = step(model.stepper(0.05), state);
      assertTrue(!Arrays.equals(low, high));
    }
  }

  @Test
  void refusesArraysOfDifferentLength() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Stepper stepper =
          new TrainedNetwork(Task.PREDICTION, SYSTEM, "euler", network(session)).stepper(0.04);
      assertThrows(
          IllegalArgumentException.class, () -> stepper.step(new double[24], new double[48]));
    }
  }

  private static double[] step(Stepper stepper, double[] state) {
    double[] next = new double[state.length];
    stepper.step(state, next);
    return next;
  }

  private static Network network(EngineSession session) {
    return Architectures.create(
        session,
        ArchitectureSpec.sized("conv-resnet", 4, 1),
        new NetworkShape(SYSTEM.shape(), 1),
        new Seed(1));
  }
}
