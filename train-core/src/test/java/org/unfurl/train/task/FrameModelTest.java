package org.unfurl.train.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterVector;

class FrameModelTest {

  private static final GrayScott SYSTEM = GrayScott.differentiable();
  private static final double PARAMETER = 0.03;
  private static final int BATCH = 2;

  private final EngineSession session = EngineSession.open(Precision.FLOAT64);
  private final Network network =
      Architectures.create(
          session,
          ArchitectureSpec.sized("conv-resnet", 4, 1),
          new NetworkShape(SYSTEM.shape(), 1),
          new Seed(1));
  private final double[] state = SYSTEM.initialStates(Split.TRAIN, PARAMETER, BATCH, new Seed(2));

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void advancesByTheFormulaOfItsTask(Task task) {
    double[] solved = new double[state.length];
    SYSTEM.solver("euler", PARAMETER).step(state, solved);
    double[] expected =
        switch (task) {
          case PREDICTION -> output(state);
          case RESIDUAL_PREDICTION -> sum(state, 1, output(state));
          case CORRECTION -> sum(solved, 0.5, output(state));
          case SEQUENTIAL_CORRECTION -> sum(solved, 0.5, output(solved));
        };
    try (FrameModel.Frame frame = model(task, SYSTEM).advance(state, false)) {
      assertArrayEquals(expected, frame.next(), 1e-15);
    }
  }

  @Test
  void aNetworkThatThrowsLeavesNothingHeld() {
    Network broken =
        new Network() {
          @Override
          public ParameterVector parameters() {
            return network.parameters();
          }

          @Override
          public Evaluation evaluate(double[] input, int batch, boolean recording) {
            throw new IllegalStateException("broken");
          }

          @Override
          public NDArray gradient() {
            return network.gradient();
          }

          @Override
          public void clearGradient() {
            network.clearGradient();
          }
        };
    FrameModel model = new FrameModel(Task.CORRECTION, SYSTEM, "euler", PARAMETER, broken);
    long before = session.memory().held();
    assertThrows(IllegalStateException.class, () -> model.advance(state, true));
    assertEquals(before, session.memory().held());
  }

  @Test
  void anUnlinkedFrameReturnsNoCotangentButAddsTheParameterGradient() {
    FrameModel model = model(Task.CORRECTION, GrayScott.opaque());
    try (FrameModel.Frame frame = model.advance(state, true)) {
      double[] cotangent = new double[state.length];
      Arrays.fill(cotangent, 1);
      assertArrayEquals(new double[state.length], frame.backward(cotangent, false));
    }
    assertTrue(Arrays.stream(network.readGradient()).anyMatch(g -> g != 0));
    assertEquals(BATCH, model.solverSteps());
    assertEquals(0, model.solverVjps());
  }

  @Test
  void onlyASolverWithoutAdjointStopsCotangents() {
    assertTrue(model(Task.CORRECTION, SYSTEM).differentiable());
    assertTrue(model(Task.PREDICTION, GrayScott.opaque()).differentiable());
    assertFalse(model(Task.CORRECTION, GrayScott.opaque()).differentiable());
  }

  @Test
  void refusesHalfAState() {
    FrameModel model = model(Task.CORRECTION, SYSTEM);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> model.advance(new double[36], false).close());
    assertTrue(error.getMessage().startsWith("state (length 36) must"), error.getMessage());
  }

  private FrameModel model(Task task, GrayScott system) {
    return new FrameModel(task, system, "euler", PARAMETER, network);
  }

  /** The network on two state channels and the feature 20 F, both states. */
  private double[] output(double[] seen) {
    double[] input = new double[BATCH * 36];
    Arrays.fill(input, 20 * PARAMETER);
    for (int b = 0; b < BATCH; b++) {
      System.arraycopy(seen, b * 24, input, b * 36, 24);
    }
    try (Network.Evaluation evaluation = network.evaluate(input, BATCH, false)) {
      return evaluation.output();
    }
  }

  private static double[] sum(double[] a, double scale, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + scale * b[i]);
    return sum;
  }
}
