package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

class CurriculumTest {

  private static final Values STAGED =
      SmallTraining.with(
          Stages.SETTING,
          List.of(
              SmallTraining.stage(1, 3).with(Stages.LEARNING_RATE, 1e-2),
              SmallTraining.stage(2, 4).with(Stages.LEARNING_RATE, 1e-3),
              SmallTraining.stage(4, 5).with(Stages.LEARNING_RATE, 1e-4)));

  private static List<LossRecord> losses(Values values) {
    Training.Completed completed = (Training.Completed) SmallTraining.run(values);
    completed.model().close();
    return completed.losses();
  }

  @ParameterizedTest
  @EnumSource(Modality.class)
  void oneStageIsAPlainTrainingBitForBit(Modality modality) {
    Values plain = SmallTraining.with(Modality.SETTING, modality);
    Values staged =
        plain
            .without(List.of(TrainingConfig.UPDATES, Unrolling.UNROLL_LENGTH, LearningRate.INITIAL))
            .with(
                Stages.SETTING,
                List.of(SmallTraining.stage(3, 12).with(Stages.LEARNING_RATE, 1e-2)));
    assertEquals(SmallTraining.outcome(plain), SmallTraining.outcome(staged));
  }

  @Test
  void everyUpdateSaysItsStageAndHasItsRate() {
    List<LossRecord> losses = losses(STAGED);
    assertEquals(
        List.of(0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2),
        losses.stream().map(LossRecord::stage).toList());
    // The decay counts from the start of each stage, and comes right after its first update.
    assertEquals(
        List.of(1e-2, 9e-3, 9e-3, 1e-3, 9e-4, 9e-4, 9e-4, 1e-4, 9e-5, 9e-5, 9e-5, 9e-5),
        losses.stream().map(record -> rounded(record.learningRate())).toList());
  }

  @Test
  void aStageThatLeavesAKeyOutHasTheTrialsOwn() {
    Values stage = Values.none().with(Stages.UPDATES, 2);
    List<Stage> stages =
        new TrainingConfig(SmallTraining.with(Stages.SETTING, List.of(stage, stage))).stages();
    assertEquals(List.of(3, 3), stages.stream().map(Stage::unrollLength).toList());
    assertEquals(1e-2, stages.get(1).values().of(LearningRate.INITIAL));
  }

  @ParameterizedTest
  @EnumSource(Modality.class)
  void everyModalitySeesTheSameNumberOfStates(Modality modality) {
    Training training = SmallTraining.run(STAGED.with(Modality.SETTING, modality));
    ((Training.Completed) training).model().close();
    assertEquals(12, training.effort().updates());
    assertEquals(2 * (3 * 1 + 4 * 2 + 5 * 4), training.effort().samples());
  }

  @Test
  void theRateRisesToWhatItWouldBe() {
    Values warm =
        SmallTraining.with(
                Stages.SETTING,
                List.of(
                    SmallTraining.stage(1, 2),
                    SmallTraining.stage(1, 5)
                        .with(Stages.WARM_UP, 3)
                        .with(Stages.LEARNING_RATE, 4e-3)))
            .with(LearningRate.DECAY, 1.0);
    assertEquals(
        List.of(0.01, 0.01, 0.001, 0.002, 0.003, 0.004, 0.004),
        losses(warm).stream().map(record -> rounded(record.learningRate())).toList());
  }

  @Test
  void aFreshOptimiserForgetsItsMoments() {
    Values first = SmallTraining.stage(1, 4);
    Values second = SmallTraining.stage(1, 4);
    Values going = SmallTraining.with(Stages.SETTING, List.of(first, second));
    Values fresh =
        SmallTraining.with(
            Stages.SETTING, List.of(first, second.with(Stages.OPTIMISER, Stages.Optimiser.FRESH)));
    List<LossRecord> losses = losses(going);
    List<LossRecord> anew = losses(fresh);
    assertEquals(losses.subList(0, 5), anew.subList(0, 5));
    assertNotEquals(losses.subList(5, 8), anew.subList(5, 8));
  }

  @Test
  void memoryIsThatOfTheLongestStage() {
    assertEquals(peak(SmallTraining.with(Unrolling.UNROLL_LENGTH, 4)), peak(STAGED));
  }

  private static long peak(Values values) {
    MemoryLedger memory = new MemoryLedger();
    Training training =
        SmallTraining.run(
            values, new Start.Fresh(), Checkpoints.none(), TrainingProgress.none(), memory);
    ((Training.Completed) training).model().close();
    return memory.peak();
  }

  private static double rounded(double rate) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.6g", rate));
  }
}
