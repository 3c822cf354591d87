package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.checkpoint.StateFile;
import org.unfurl.train.checkpoint.UnusableStateException;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.unroll.Modality;

/** A training that is killed goes on from the last state that it left, to the same bits. */
class ResumedTrainingTest {

  private static final int KILLS = 50;

  /** Three stages with all that a state holds: moments, losses, best weights, patience. */
  private static final Values VALUES =
      SmallTraining.VALUES
          .with(
              Stages.SETTING,
              List.of(
                  SmallTraining.stage(1, 12).with(Stages.LEARNING_RATE, 1e-2),
                  SmallTraining.stage(2, 12)
                      .with(Stages.LEARNING_RATE, 1e-3)
                      .with(Stages.WARM_UP, 5)
                      .with(Stages.OPTIMISER, Stages.Optimiser.FRESH),
                  SmallTraining.stage(3, 60)))
          .with(ValidationSplit.SHARE, 0.3)
          .with(ValidationSplit.EVERY, 7)
          .with(ValidationSplit.PATIENCE, 5)
          .with(ValidationSplit.KEEP, ValidationSplit.Kept.BEST)
          .with(RisingLoss.ABOVE, 1e6);

  /** Stands for a process that ends. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Stream<Arguments> trainings() {
    return Stream.of(Modality.values())
        .flatMap(
            modality ->
                Stream.of("conv-resnet", "graph")
                    .map(architecture -> Arguments.of(modality, architecture)));
  }

  /**
   * Fifty kills in one trial, each a few updates after the one before, so that stages, their
   * borders and the writing of states are all hit; every attempt goes on from the last state that
   * was written whole.
   */
  @ParameterizedTest
  @MethodSource("trainings")
  void killedFiftyTimesItEndsWithTheBitsOfAnUnbrokenOne(Modality modality, String architecture) {
    Values values =
        VALUES.with(Modality.SETTING, modality).with(Architectures.ARCHITECTURE, architecture);
    List<Object> unbroken = SmallTraining.outcome(values);
    SplittableRandom random = new SplittableRandom(modality.ordinal());
    Attempts attempts = new Attempts(random);
    int kills = 0;
    Training training = null;
    while (training == null) {
      try {
        attempts.arm(kills < KILLS);
        training =
            SmallTraining.run(values, attempts.start(), attempts, attempts, new MemoryLedger());
      } catch (Killed killed) {
        kills++;
      }
    }
    assertEquals(KILLS, kills);
    assertEquals(unbroken, SmallTraining.outcome(training));
  }

  /** Kills after so many updates of an attempt, half of the time while a state is being written. */
  private static final class Attempts implements Checkpoints, TrainingProgress {

    private final SplittableRandom random;
    private byte[] last = new byte[0];
    private boolean armed;
    private boolean whileWriting;
    private int left;

    Attempts(SplittableRandom random) {
      this.random = random;
    }

    void arm(boolean kill) {
      armed = kill;
      left = random.nextInt(1, 5);
      whileWriting = random.nextBoolean();
    }

    Start start() {
      return last.length == 0 ? new Start.Fresh() : new Start.Resumed(last);
    }

    @Override
    public void updated(int updates) {
      left--;
      if (armed && left == 0 && !whileWriting) {
        throw new Killed();
      }
    }

    @Override
    public boolean due(int updates) {
      return (armed && left <= 0) || random.nextInt(3) == 0;
    }

    @Override
    public void save(byte[] state) {
      if (armed && left <= 0 && whileWriting) {
        throw new Killed(); // and the state before stays
      }
      last = state;
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }

  @Test
  void aCancelledTrainingLeavesItsState() {
    SmallTraining.Kept kept = new SmallTraining.Kept(updates -> false);
    int[] done = {0};
    TrainingProgress cancelling =
        new TrainingProgress() {
          @Override
          public void updated(int updates) {
            done[0] = updates;
          }

          @Override
          public boolean cancelled() {
            return done[0] == 25;
          }
        };
    assertInstanceOf(
        Training.Cancelled.class,
        SmallTraining.run(VALUES, new Start.Fresh(), kept, cancelling, new MemoryLedger()));
    assertEquals(1, kept.states.size());
    Start resumed = new Start.Resumed(kept.states.get(0));
    assertEquals(
        SmallTraining.outcome(VALUES),
        SmallTraining.outcome(SmallTraining.run(VALUES, resumed, Checkpoints.none())));
  }

  @Test
  void aDamagedStateIsRefused() {
    byte[] state = state(VALUES);
    SplittableRandom random = new SplittableRandom(5);
    for (int flip = 0; flip < 2_000; flip++) {
      byte[] damaged = state.clone();
      damaged[flip < 1_000 ? flip : random.nextInt(state.length)] ^=
          (byte) (1 << random.nextInt(8));
      assertThrows(UnusableStateException.class, () -> StateFile.decode(damaged));
    }
    for (int cut = 0; cut < 1_000; cut++) {
      byte[] shorter = Arrays.copyOf(state, cut < 500 ? cut : random.nextInt(state.length));
      assertThrows(UnusableStateException.class, () -> StateFile.decode(shorter));
    }
    assertRefused("is damaged or cut", VALUES, Arrays.copyOf(state, state.length - 1));
    assertRefused("is damaged or cut", VALUES, Arrays.copyOf(state, state.length + 1));
  }

  @Test
  void theStateOfAnotherTrainingIsRefusedAndSaysWhy() {
    byte[] state = state(VALUES);
    assertRefused(
        "training.learning-rate.initial is 0.01)", VALUES.with(LearningRate.INITIAL, 2e-2), state);
    assertRefused("modality is wig", VALUES.with(Modality.SETTING, Modality.NOG), state);
    assertRefused(
        "network.architecture is conv-resnet",
        VALUES.with(Architectures.ARCHITECTURE, "graph"),
        state);
    UnusableStateException seed =
        assertThrows(
            UnusableStateException.class,
            () ->
                Trainer.train(
                    new TrainingConfig(VALUES),
                    SmallTraining.SYSTEM,
                    SmallTraining.DATA,
                    SmallTraining.SEED.derive("other"),
                    TrainingProgress.none(),
                    new MemoryLedger(),
                    new Start.Resumed(state),
                    Checkpoints.none()));
    assertTrue(seed.getMessage().contains("whose seed is"), seed.getMessage());
  }

  private static byte[] state(Values values) {
    SmallTraining.Kept kept = new SmallTraining.Kept(updates -> updates == 30);
    Training training = SmallTraining.run(values, new Start.Fresh(), kept);
    ((Training.Completed) training).model().close();
    return kept.states.get(0);
  }

  private static void assertRefused(String why, Values values, byte[] state) {
    UnusableStateException refused =
        assertThrows(
            UnusableStateException.class,
            () -> SmallTraining.run(values, new Start.Resumed(state), Checkpoints.none()),
            () -> String.format(Locale.ROOT, "%d bytes", state.length));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }
}
