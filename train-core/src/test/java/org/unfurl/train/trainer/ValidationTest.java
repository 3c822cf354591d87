package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Values;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

class ValidationTest {

  /** Of 24 frames the last 6 are kept from training. */
  private static final Values VALUES =
      SmallTraining.with(ValidationSplit.SHARE, 0.25).with(ValidationSplit.EVERY, 4);

  @Test
  void withoutAShareNothingChanges() {
    Values spelled =
        SmallTraining.with(ValidationSplit.SHARE, 0.0)
            .with(ValidationSplit.EVERY, 1)
            .with(ValidationSplit.PATIENCE, 1)
            .with(ValidationSplit.KEEP, ValidationSplit.Kept.BEST);
    assertEquals(SmallTraining.outcome(SmallTraining.VALUES), SmallTraining.outcome(spelled));
  }

  @ParameterizedTest
  @EnumSource(Modality.class)
  void theKeptFramesAreNeverTrainedOn(Modality modality) {
    Values last = VALUES.with(Modality.SETTING, modality);
    byte[] weights = weights(last, SmallTraining.DATA);
    // What the last 6 frames hold decides nothing, what the ones before them hold does.
    assertArrayEquals(weights, weights(last, changed(18, 24)));
    assertNotEquals(Arrays.toString(weights), Arrays.toString(weights(last, changed(12, 18))));
  }

  @Test
  void theChoiceIsMadeOnTheKeptFramesAlone() {
    Values best =
        VALUES
            .with(ValidationSplit.KEEP, ValidationSplit.Kept.BEST)
            .with(LearningRate.INITIAL, 0.1);
    Training training = SmallTraining.run(best);
    int update = training.effort().bestUpdate();
    assertTrue(update == 4 || update == 8 || update == 12, "best update " + update);
    byte[] kept = ((Training.Completed) training).model().safetensors();
    ((Training.Completed) training).model().close();
    // The rate does not depend on how many updates follow, so a shorter training ends there.
    Values shorter =
        best.with(ValidationSplit.KEEP, ValidationSplit.Kept.LAST)
            .with(TrainingConfig.UPDATES, update);
    assertArrayEquals(weights(shorter, SmallTraining.DATA), kept);
  }

  @Test
  void aStageEndsWhereItsPatienceDoes() {
    // A rate so high that the loss does not fall for long.
    Values impatient =
        VALUES
            .with(ValidationSplit.EVERY, 2)
            .with(ValidationSplit.PATIENCE, 2)
            .with(LearningRate.INITIAL, 0.1)
            .with(LearningRate.DECAY, 1.0)
            .with(TrainingConfig.UPDATES, 400);
    Training training = SmallTraining.run(impatient);
    ((Training.Completed) training).model().close();
    Effort effort = training.effort();
    assertTrue(effort.updates() < 400, effort.toString());
    assertEquals(effort.updates(), effort.bestUpdate() + 4);
  }

  @Test
  void memoryDoesNotGrowWithTheUnroll() {
    Values nog = VALUES.with(Modality.SETTING, Modality.NOG);
    assertEquals(
        peak(nog.with(Unrolling.UNROLL_LENGTH, 2)), peak(nog.with(Unrolling.UNROLL_LENGTH, 5)));
  }

  @Test
  void bothPartsMustHoldAWindow() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SmallTraining.run(VALUES.with(Unrolling.UNROLL_LENGTH, 6)));
    assertEquals(
        "data at parameter 0.03 (2 trajectories of 6 frames from frame 18) must hold a window of 7"
            + " frames, generate longer trajectories",
        refused.getMessage());
  }

  private static long peak(Values values) {
    MemoryLedger memory = new MemoryLedger();
    Training training =
        SmallTraining.run(
            values, new Start.Fresh(), Checkpoints.none(), TrainingProgress.none(), memory);
    ((Training.Completed) training).model().close();
    return memory.peak();
  }

  private static byte[] weights(Values values, Map<Double, Trajectories> data) {
    Training training =
        Trainer.train(
            new TrainingConfig(values),
            SmallTraining.SYSTEM,
            data,
            SmallTraining.SEED,
            TrainingProgress.none());
    try (TrainedModel model = ((Training.Completed) training).model()) {
      return model.safetensors();
    }
  }

  /** The data with other values from one frame to before another. */
  private static Map<Double, Trajectories> changed(int from, int to) {
    Map<Double, Trajectories> changed = new TreeMap<>();
    SmallTraining.DATA.forEach(
        (parameter, of) -> {
          double[] values = of.values().clone();
          for (int trajectory = 0; trajectory < of.count(); trajectory++) {
            for (int i = of.offset(trajectory, from);
                i < of.offset(trajectory, to - 1) + of.stateSize();
                i++) {
              values[i] += 0.1;
            }
          }
          changed.put(parameter, new Trajectories(of.count(), of.frames(), of.stateSize(), values));
        });
    return changed;
  }
}
