package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

class TrainingConfigTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 16, 10, unroll-length (0) must be at least 1",
    "3, 3, 0, 16, 10, warm-up (3) must be below unroll-length (3)",
    "3, -1, 0, 16, 10, warm-up (-1) must be at least 0",
    "3, 0, -1, 16, 10, truncation (-1) must be at least 0",
    "3, 0, 0, 0, 10, training.batch-size (0) must be at least 1",
    "3, 0, 0, 16, -1, training.updates (-1) must be at least 0"
  })
  void refusesWhatCannotBeTrained(
      int unrollLength, int warmUp, int truncation, int batchSize, int updates, String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TrainingConfig(
                    Task.CORRECTION,
                    "etd1",
                    Modality.WIG,
                    unrollLength,
                    warmUp,
                    truncation,
                    ArchitectureSpec.sized("conv-resnet", 26, 8),
                    batchSize,
                    updates,
                    new LearningRate(1e-4, 0.9, 2000)));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }
}
