package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.network.Network;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

class TrainingRunTest {

  private static final ArchitectureSpec SPEC = ArchitectureSpec.sized("conv-resnet", 6, 1);

  @ParameterizedTest
  @EnumSource(Modality.class)
  void nativeArraysDoNotAccumulate(Modality modality) {
    GrayScott system = GrayScott.differentiable();
    TrainingConfig config = config(modality);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session);
      TreeSet<Integer> counts = new TreeSet<>();
      TrainingProgress watching =
          new TrainingProgress() {
            @Override
            public void updated(int updates) {
              counts.add(session.openArrays());
            }

            @Override
            public boolean cancelled() {
              return false;
            }
          };
      Training training =
          new TrainingRun(config, system, system.data(2, 10), new Seed(2), network).run(watching);
      assertInstanceOf(Training.Completed.class, training);
      assertEquals(1, counts.size(), "arrays open after each update: " + counts);
    }
  }

  @Test
  void divergenceLeavesTheWeightsUntouched() {
    GrayScott system = GrayScott.differentiable();
    double[] values = new double[10 * system.shape().size()];
    Arrays.fill(values, 1e200); // its square is no number any more
    Map<Double, Trajectories> data =
        Map.of(0.03, new Trajectories(1, 10, system.shape().size(), values));
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = network(session);
      double[] before = network.parameters().read();
      Training training =
          new TrainingRun(config(Modality.NOG), system, data, new Seed(2), network)
              .run(TrainingProgress.none());

      Training.Diverged diverged = assertInstanceOf(Training.Diverged.class, training);
      assertEquals(0, diverged.update());
      assertEquals(new Divergence.OfSolver(1), diverged.where());
      assertTrue(Double.isNaN(diverged.lastFiniteLoss()));
      assertEquals(List.of(), diverged.losses());
      assertArrayEquals(before, network.parameters().read());
    }
  }

  private static TrainingConfig config(Modality modality) {
    return new TrainingConfig(
        Task.CORRECTION, "euler", modality, 3, 0, 0, SPEC, 4, 50, new LearningRate(1e-3, 1, 1));
  }

  private static Network network(EngineSession session) {
    return Architectures.create(
        session, SPEC, new NetworkShape(GrayScott.differentiable().shape(), 1), new Seed(1));
  }
}
