package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.fixture.AdvectedHeat;
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

class TrainerTest {

  private static final GrayScott SYSTEM = GrayScott.differentiable();
  private static final Map<Double, Trajectories> DATA = SYSTEM.data(3, 20);
  private static final Seed SEED = new Seed(7);

  // The factors are about half of what was seen. Prediction alone starts near the system's mean and
  // gains little beyond it in 200 updates.
  @ParameterizedTest
  @CsvSource({
    "PREDICTION, 1.3",
    "RESIDUAL_PREDICTION, 20",
    "CORRECTION, 40",
    "SEQUENTIAL_CORRECTION, 40"
  })
  void everyModalityLearnsEveryTask(Task task, double factor) {
    for (Modality modality : Modality.values()) {
      Training.Completed training = completed(train(config(task, modality, 200, 5e-3)));
      training.model().close();
      List<LossRecord> losses = training.losses();
      assertEquals(0, losses.get(0).update());
      assertEquals(199, losses.get(losses.size() - 1).update());
      double first = meanLoss(losses.subList(0, 10));
      double last = meanLoss(losses.subList(190, 200));
      assertTrue(last < first / factor, task + " " + modality + ": " + first + " -> " + last);
    }
  }

  // Half of the smallest factor seen: 74 (ONE), 130 (NOG), 128 (WIG).
  @ParameterizedTest
  @EnumSource(Modality.class)
  void learnsOnAPlane(Modality modality) {
    AdvectedHeat system = new AdvectedHeat();
    Training.Completed training =
        completed(
            Trainer.train(
                config(Task.CORRECTION, modality, 60, 5e-3),
                system,
                system.data(3, 20),
                SEED,
                none()));
    training.model().close();
    List<LossRecord> losses = training.losses();
    double first = meanLoss(losses.subList(0, 5));
    double last = meanLoss(losses.subList(55, 60));
    assertTrue(last < first / 37, modality + ": " + first + " -> " + last);
  }

  @Test
  void countsWhatItConsumes() {
    // batch 4, m = 3; parallel correction: one solver step a frame, one adjoint a link.
    assertEquals(
        new Effort(5, 60, 60, 60, 0, -1), effort(config(Task.CORRECTION, Modality.ONE, 5, 1e-3)));
    assertEquals(
        new Effort(5, 60, 60, 60, 0, -1), effort(config(Task.CORRECTION, Modality.NOG, 5, 1e-3)));
    assertEquals(
        new Effort(5, 60, 60, 60, 40, -1), effort(config(Task.CORRECTION, Modality.WIG, 5, 1e-3)));
    assertEquals(
        new Effort(5, 60, 60, 0, 0, -1), effort(config(Task.PREDICTION, Modality.WIG, 5, 1e-3)));
  }

  @Test
  void warmUpFramesCarryNoLossAndNoLinks() {
    TrainingConfig config =
        new TrainingConfig(
            Task.CORRECTION, "euler", Modality.WIG, 4, 2, 0, SMALL, 4, 5, rate(1e-3));
    // Of four frames two carry loss, and one link lies between these two.
    assertEquals(new Effort(5, 40, 80, 80, 20, -1), effort(config));
  }

  @Test
  void closesEverySolverHoweverTrainingEnds() {
    AtomicInteger open = new AtomicInteger();
    TrainingConfig config = config(Task.CORRECTION, Modality.NOG, 3, 1e-3);
    GrayScott watched = new GrayScott(stepper -> new Open(stepper, open, false));
    try (TrainedModel model =
        completed(Trainer.train(config, watched, DATA, SEED, none())).model()) {
      assertEquals(0, open.get());
      try (Stepper rollout = model.stepper(0.04)) {
        assertEquals(GrayScott.POINTS * 2, rollout.stateSize());
        assertEquals(1, open.get());
      }
      assertEquals(0, open.get());
    }

    GrayScott failing = new GrayScott(stepper -> new Open(stepper, open, true));
    assertThrows(
        IllegalStateException.class, () -> Trainer.train(config, failing, DATA, SEED, none()));
    assertEquals(0, open.get());

    // Refused as its models are made, of which the first has its solver by then.
    TrainingConfig wig = config(Task.CORRECTION, Modality.WIG, 3, 1e-3);
    assertThrows(
        IllegalArgumentException.class, () -> Trainer.train(wig, watched, DATA, SEED, none()));
    assertEquals(0, open.get());
  }

  @Test
  void neverAsksForTheAdjointWithoutLinks() {
    AtomicInteger vjps = new AtomicInteger();
    GrayScott counting = new GrayScott(stepper -> new Counting(stepper, vjps));
    for (Modality modality : List.of(Modality.ONE, Modality.NOG)) {
      completed(
              Trainer.train(
                  config(Task.CORRECTION, modality, 3, 1e-3), counting, DATA, SEED, none()))
          .model()
          .close();
    }
    assertEquals(0, vjps.get());

    completed(
            Trainer.train(
                config(Task.CORRECTION, Modality.WIG, 3, 1e-3), counting, DATA, SEED, none()))
        .model()
        .close();
    assertEquals(6, vjps.get()); // three updates, two links
  }

  @Test
  void trainsWithASolverThatHasNoAdjoint() {
    TrainingConfig nog = config(Task.CORRECTION, Modality.NOG, 20, 1e-3);
    assertArrayEquals(
        weights(Trainer.train(nog, SYSTEM, DATA, SEED, none())),
        weights(Trainer.train(nog, GrayScott.opaque(), DATA, SEED, none())));
  }

  @Test
  void refusesLinksThroughASolverThatHasNoAdjoint() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Trainer.train(
                    config(Task.CORRECTION, Modality.WIG, 1, 1e-3),
                    GrayScott.opaque(),
                    DATA,
                    SEED,
                    none()));
    assertTrue(error.getMessage().contains("choose modality one or nog"), error.getMessage());
  }

  @Test
  void refusesDataThatHoldsNoWindow() {
    TrainingConfig config = config(Task.CORRECTION, Modality.NOG, 1, 1e-3);
    assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.train(config, SYSTEM, SYSTEM.data(1, 3), SEED, none()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.train(config, SYSTEM, Map.of(), SEED, none()));
  }

  @Test
  void startsFromTheSameWeightsInEveryModalityAndTask() {
    byte[] expected = weights(train(config(Task.CORRECTION, Modality.ONE, 0, 1e-3)));
    for (Task task : Task.values()) {
      for (Modality modality : Modality.values()) {
        assertArrayEquals(expected, weights(train(config(task, modality, 0, 1e-3))));
      }
    }
  }

  @Test
  void theOrderOfTheDataDecidesNothing() {
    TrainingConfig config = config(Task.CORRECTION, Modality.NOG, 10, 1e-3);
    Map<Double, Trajectories> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(DATA);
    assertArrayEquals(
        weights(train(config)), weights(Trainer.train(config, SYSTEM, backwards, SEED, none())));
  }

  @Test
  void anotherSeedGivesAnotherNetwork() {
    TrainingConfig config = config(Task.CORRECTION, Modality.ONE, 0, 1e-3);
    byte[] here = weights(train(config));
    byte[] there = weights(Trainer.train(config, SYSTEM, DATA, new Seed(8), none()));
    assertTrue(!Arrays.equals(here, there));
  }

  @Test
  void givesTheSameBitsAloneAndBesideOthers() throws InterruptedException, ExecutionException {
    TrainingConfig wig = config(Task.SEQUENTIAL_CORRECTION, Modality.WIG, 40, 1e-2);
    TrainingConfig nog = config(Task.CORRECTION, Modality.NOG, 40, 1e-2);
    assertSameBitsBeside(() -> weights(train(wig)), () -> weights(train(nog)));
  }

  /** There the engine convolves, forward and back. */
  @Test
  void givesTheSameBitsAloneAndBesideOthersOnAPlane()
      throws InterruptedException, ExecutionException {
    AdvectedHeat system = new AdvectedHeat();
    Map<Double, Trajectories> data = system.data(3, 20);
    TrainingConfig wig = config(Task.SEQUENTIAL_CORRECTION, Modality.WIG, 20, 1e-2);
    TrainingConfig nog = config(Task.CORRECTION, Modality.NOG, 20, 1e-2);
    assertSameBitsBeside(
        () -> weights(Trainer.train(wig, system, data, SEED, none())),
        () -> weights(Trainer.train(nog, system, data, SEED, none())));
  }

  private static void assertSameBitsBeside(Supplier<byte[]> wig, Supplier<byte[]> nog)
      throws InterruptedException, ExecutionException {
    byte[] wigAlone = wig.get();
    byte[] nogAlone = nog.get();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<byte[]> wigBeside = threads.submit(wig::get);
      Future<byte[]> nogBeside = threads.submit(nog::get);
      assertArrayEquals(wigAlone, wigBeside.get());
      assertArrayEquals(nogAlone, nogBeside.get());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void reportsDivergenceAsAResult() {
    Training training = train(config(Task.PREDICTION, Modality.WIG, 200, 10));

    Training.Diverged diverged = assertInstanceOf(Training.Diverged.class, training);
    assertTrue(diverged.update() > 0 && diverged.update() < 200, diverged.toString());
    assertTrue(Double.isFinite(diverged.lastFiniteLoss()));
    assertEquals(diverged.update(), diverged.effort().updates());
    assertEquals(diverged.update(), diverged.losses().size());
  }

  @Test
  void stopsWhenCancelled() {
    TrainingProgress afterThree =
        new TrainingProgress() {
          private int done;

          @Override
          public void updated(int updates) {
            done = updates;
          }

          @Override
          public boolean cancelled() {
            return done == 3;
          }
        };
    Training training =
        Trainer.train(
            config(Task.PREDICTION, Modality.ONE, 50, 1e-3), SYSTEM, DATA, SEED, afterThree);

    Training.Cancelled cancelled = assertInstanceOf(Training.Cancelled.class, training);
    assertEquals(3, cancelled.effort().updates());
  }

  private static final ArchitectureSpec SMALL = ArchitectureSpec.sized("conv-resnet", 6, 1);

  private static TrainingConfig config(Task task, Modality modality, int updates, double initial) {
    return new TrainingConfig(task, "euler", modality, 3, 0, 0, SMALL, 4, updates, rate(initial));
  }

  private static LearningRate rate(double initial) {
    return new LearningRate(initial, 0.9, 50);
  }

  private static TrainingProgress none() {
    return TrainingProgress.none();
  }

  private static Training train(TrainingConfig config) {
    return Trainer.train(config, SYSTEM, DATA, SEED, none());
  }

  private static Training.Completed completed(Training training) {
    return assertInstanceOf(Training.Completed.class, training);
  }

  private static Effort effort(TrainingConfig config) {
    Training.Completed training = completed(train(config));
    training.model().close();
    return training.effort();
  }

  private static double meanLoss(List<LossRecord> losses) {
    return losses.stream().mapToDouble(LossRecord::loss).average().orElseThrow();
  }

  private static byte[] weights(Training training) {
    try (TrainedModel model = completed(training).model()) {
      return model.safetensors();
    }
  }

  private record Counting(DifferentiableStepper stepper, AtomicInteger vjps)
      implements DifferentiableStepper {

    @Override
    public int stateSize() {
      return stepper.stateSize();
    }

    @Override
    public void step(double[] state, double[] next) {
      stepper.step(state, next);
    }

    @Override
    public void vjp(double[] state, double[] cotangent, double[] result) {
      vjps.incrementAndGet();
      stepper.vjp(state, cotangent, result);
    }
  }

  /** Counts those that are open; has no adjoint. */
  private record Open(Stepper stepper, AtomicInteger count, boolean failing) implements Stepper {

    Open {
      count.incrementAndGet();
    }

    @Override
    public int stateSize() {
      return stepper.stateSize();
    }

    @Override
    public void step(double[] state, double[] next) {
      if (failing) {
        throw new IllegalStateException("as a program of its own may fail");
      }
      stepper.step(state, next);
    }

    @Override
    public void close() {
      count.decrementAndGet();
    }
  }
}
