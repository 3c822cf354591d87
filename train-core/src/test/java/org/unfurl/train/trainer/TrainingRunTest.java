package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.network.ArchitectureSpec;
import org.unfurl.train.network.Architectures;
import org.unfurl.train.network.Network;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

class TrainingRunTest {

  @ParameterizedTest
  @EnumSource(Modality.class)
  void nativeArraysDoNotAccumulate(Modality modality) {
    GrayScott system = GrayScott.differentiable();
    ArchitectureSpec spec = new ArchitectureSpec("conv-resnet", 6, 1);
    TrainingConfig config =
        new TrainingConfig(
            Task.CORRECTION, "euler", modality, 3, 0, 0, spec, 4, 50, new LearningRate(1e-3, 1, 1));
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = Architectures.create(session, spec, 3, 2, new Seed(1));
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
}
