package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
import org.unfurl.train.fixture.GrayScott;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.vector.RingConvolution;
import org.unfurl.train.vector.Rings;
import org.unfurl.train.vector.Workspace;

/** What a trial counts, against what the definitions of its arrays say. */
class TrainingMemoryTest {

  private static final GrayScott SYSTEM = GrayScott.differentiable();
  private static final Map<Double, Trajectories> DATA = SYSTEM.data(2, 20);

  private static final int WIDTH = 4;
  private static final int DEPTH = 2;

  /** Windows in a batch, one group of states; so many that an update takes less than a frame. */
  private static final int BATCH = 16;

  private static final Rings RINGS = new Rings(GrayScott.POINTS, 16);

  /** Two channels of the state, and a feature. */
  private static final RingConvolution FIRST = new RingConvolution(3, WIDTH);

  private static final RingConvolution INNER = new RingConvolution(WIDTH, WIDTH);
  private static final RingConvolution LAST = new RingConvolution(WIDTH, 2);

  /** Bytes of a batch of states, double. */
  private static final long STATES = 8L * BATCH * 2 * GrayScott.POINTS;

  /** Bytes of a recorded frame: network input and hidden layers, single; next state and output. */
  private static final long FRAME =
      4L * (FIRST.inputRows() + (1 + 2 * DEPTH) * FIRST.outputRows()) * RINGS.row() + 2 * STATES;

  @ParameterizedTest
  @EnumSource(
      value = Modality.class,
      names = {"ONE", "NOG"})
  void isFlatInTheUnrollLengthWithoutLinks(Modality modality) {
    assertEquals(peak(modality, 1), peak(modality, 2));
    assertEquals(peak(modality, 1), peak(modality, 12));
  }

  @Test
  void growsByAFrameForEveryLink() {
    assertEquals(peak(Modality.WIG, 2) + FRAME, peak(Modality.WIG, 3));
    assertEquals(peak(Modality.WIG, 2) + 10 * FRAME, peak(Modality.WIG, 12));
  }

  @Test
  void isTheSumOfWhatIsHeldAtTheFirstAdjointOfTheSolver() {
    // Weights (output, 3 taps, input) and biases.
    long parameters =
        (3 * 3 * WIDTH + WIDTH) + 4 * (3 * WIDTH * WIDTH + WIDTH) + (3 * WIDTH * 2 + 2);
    long engine = 4 * (3 * parameters + 5); // with Adam's two moments and its five scalars
    long layers = FIRST.bytes() + 4 * INNER.bytes() + LAST.bytes();
    int hidden = FIRST.outputRows() * RINGS.row();
    long working =
        new Workspace(RINGS, FIRST.outputRows()).bytes()
            // cotangents of output, of two hidden layers and of the input
            + 4L * (LAST.outputRows() * RINGS.row() + 2 * hidden + FIRST.inputRows() * RINGS.row());
    // First state, target, λ. Then those of the network's output, of its input (which has three
    // channels where a state has two), of the state, and around the solver.
    long unroll = 3 * STATES + STATES + STATES * 3 / 2 + STATES + 2 * STATES;
    assertEquals(engine + layers + working + 6 * FRAME + unroll, peak(Modality.WIG, 6));
  }

  @Test
  void doesNotCountWhatAnotherTrainingHolds() throws InterruptedException, ExecutionException {
    long alone = peak(Modality.WIG, 6);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Long> trial = () -> peak(Modality.WIG, 6);
      for (Future<Long> beside : threads.invokeAll(List.of(trial, trial))) {
        assertEquals(alone, beside.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static long peak(Modality modality, int unrollLength) {
    TrainingConfig config =
        new TrainingConfig(
            Task.CORRECTION,
            "euler",
            modality,
            unrollLength,
            0,
            0,
            ArchitectureSpec.sized("conv-resnet", WIDTH, DEPTH),
            BATCH,
            3,
            new LearningRate(1e-5, 1, 1));
    MemoryLedger memory = new MemoryLedger();
    Training training =
        Trainer.train(config, SYSTEM, DATA, new Seed(3), TrainingProgress.none(), memory);
    assertInstanceOf(Training.Completed.class, training).model().close();
    return memory.peak();
  }
}
