package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.TorchScript;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.script.SavedModules;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** A module of somebody else is trained as our own networks are. */
class ScriptedTrainingTest {

  private static final GrayScott SYSTEM = GrayScott.differentiable();
  private static final Map<Double, Trajectories> DATA = SYSTEM.data(3, 20);

  // Half of the smallest factor seen.
  @ParameterizedTest
  @EnumSource(Modality.class)
  void everyModalityLearns(Modality modality) {
    Training.Completed training =
        train(Task.CORRECTION, modality, 3, 100, 5e-3, new MemoryLedger());
    training.model().close();
    List<LossRecord> losses = training.losses();
    double first = meanLoss(losses.subList(0, 5));
    double last = meanLoss(losses.subList(95, 100));
    assertTrue(last < first / 3, modality + ": " + first + " -> " + last);
  }

  @Test
  void trainingsSideBySideEndWithTheSameBits() throws InterruptedException, ExecutionException {
    byte[] alone = trained();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<byte[]> trial = ScriptedTrainingTest::trained;
      for (Future<byte[]> beside : threads.invokeAll(List.of(trial, trial, trial))) {
        assertArrayEquals(alone, beside.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Modality.class,
      names = {"ONE", "NOG"})
  void memoryIsFlatInTheUnrollLengthWithoutLinks(Modality modality) {
    assertEquals(peak(modality, 2), peak(modality, 6));
  }

  private static byte[] trained() {
    try (TrainedModel model =
        train(Task.CORRECTION, Modality.WIG, 3, 10, 5e-3, new MemoryLedger()).model()) {
      return model.safetensors();
    }
  }

  private static long peak(Modality modality, int unrollLength) {
    MemoryLedger memory = new MemoryLedger();
    train(Task.PREDICTION, modality, unrollLength, 3, 1e-5, memory).model().close();
    return memory.peak();
  }

  private static Training.Completed train(
      Task task,
      Modality modality,
      int unrollLength,
      int updates,
      double rate,
      MemoryLedger memory) {
    TrainingConfig config =
        new TrainingConfig(
            task,
            "euler",
            modality,
            unrollLength,
            0,
            0,
            new ArchitectureSpec(
                TorchScript.NAME,
                Values.none()
                    .with(TorchScript.FILE, SavedModules.file("line-two-channels.pt").sha256())),
            4,
            updates,
            new LearningRate(rate, 1, 1));
    return assertInstanceOf(
        Training.Completed.class,
        Trainer.train(config, SYSTEM, DATA, new Seed(7), TrainingProgress.none(), memory));
  }

  private static double meanLoss(List<LossRecord> losses) {
    return losses.stream().mapToDouble(LossRecord::loss).average().orElseThrow();
  }
}
