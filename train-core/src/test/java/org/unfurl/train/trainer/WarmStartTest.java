package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.setting.Values;

class WarmStartTest {

  private static byte[] weights(Values values) {
    Training training = SmallTraining.run(values);
    try (TrainedModel model = ((Training.Completed) training).model()) {
      return model.safetensors();
    }
  }

  private static Training from(byte[] weights, Values values) {
    return SmallTraining.run(values, new Start.FromWeights(weights), Checkpoints.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv-resnet", "graph"})
  void fromAParentWithoutUpdatesItIsAColdOne(String architecture) {
    Values values = SmallTraining.with(Architectures.ARCHITECTURE, architecture);
    byte[] parent = weights(values.with(TrainingConfig.UPDATES, 0));
    assertEquals(SmallTraining.outcome(values), SmallTraining.outcome(from(parent, values)));
  }

  @Test
  void fromATrainedParentItGoesOnFromItsWeights() {
    Values values = SmallTraining.VALUES;
    byte[] parent = weights(values);
    Training untrained = from(parent, values.with(TrainingConfig.UPDATES, 0));
    try (TrainedModel model = ((Training.Completed) untrained).model()) {
      assertArrayEquals(parent, model.safetensors());
    }
    assertNotEquals(SmallTraining.outcome(values), SmallTraining.outcome(from(parent, values)));
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    byte[] wider = weights(SmallTraining.with(Size.WIDTH, 5).with(TrainingConfig.UPDATES, 0));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> from(wider, SmallTraining.VALUES));
    assertTrue(
        refused.getMessage().endsWith("], take weights of the same network"), refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> from(new byte[3], SmallTraining.VALUES));
  }
}
