package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** A few hundred updates of the study's system: does training make the cheap solver better? */
class KuramotoSivashinskyTrainingTest {

  private static final PhysicalSystem SYSTEM = PhysicalSystems.named("kuramoto-sivashinsky");
  private static final double PARAMETER = 1.0;
  private static Trajectories reference;

  @BeforeAll
  static void generateReference() throws ReferenceDivergedException {
    reference =
        ReferenceGenerator.generate(
            new ReferenceSpec(SYSTEM.name(), PARAMETER, Split.TRAIN, 6, 120, new Seed(1)));
  }

  @ParameterizedTest
  @EnumSource(Modality.class)
  void correctionBeatsTheBareSolver(Modality modality) {
    TrainingConfig config =
        new TrainingConfig(
            Task.CORRECTION,
            "etd1",
            modality,
            3,
            0,
            0,
            ArchitectureSpec.sized("conv-resnet", 8, 2),
            16,
            150,
            new LearningRate(1e-2, 0.9, 30));
    Training.Completed training =
        assertInstanceOf(
            Training.Completed.class,
            Trainer.train(
                config,
                SYSTEM,
                Map.of(PARAMETER, reference),
                new Seed(4),
                TrainingProgress.none()));

    Stepper solver = SYSTEM.solver("etd1", PARAMETER);
    double bare = oneFrameError(solver);
    double corrected;
    try (TrainedModel model = training.model()) {
      corrected = oneFrameError(model.stepper(PARAMETER));
    }
    double first = training.losses().get(0).loss();
    double last = training.losses().get(training.losses().size() - 1).loss();
    // Seen: 55 (ONE), 153 (NOG), 51 (WIG) times smaller.
    assertTrue(last < first / 20, "loss " + first + " -> " + last);
    assertTrue(corrected < bare, "corrected " + corrected + " against " + bare);
  }

  private static double oneFrameError(Stepper stepper) {
    int size = reference.stateSize();
    double sum = 0;
    double[] state = new double[size];
    double[] next = new double[size];
    for (int frame = 0; frame + 1 < reference.frames(); frame++) {
      System.arraycopy(reference.values(), reference.offset(0, frame), state, 0, size);
      stepper.step(state, next);
      for (int i = 0; i < size; i++) {
        double difference = next[i] - reference.values()[reference.offset(0, frame + 1) + i];
        sum += difference * difference;
      }
    }
    return sum / (size * (reference.frames() - 1));
  }
}
