package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.ReferenceGenerator;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sim.system.Split;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.fixture.AdvectedHeat;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/**
 * Slots times threads never exceeds the cores, because a trial has one thread and Spark gives it
 * one core. Native threads inherit the operating system's name of the thread that starts them, so
 * that those of a training can be told from all others.
 */
@EnabledOnOs(OS.LINUX)
class TrainingThreadsTest {

  /** Elements that libtorch splits between threads when it has several. */
  private static final int LARGE = 1_000_000;

  @Test
  void trainingStartsNoNativeThread() throws ReferenceDivergedException {
    PhysicalSystem system = PhysicalSystems.named("kuramoto-sivashinsky");
    Trajectories reference =
        ReferenceGenerator.generate(
            new ReferenceSpec(system.name(), 1.0, Split.TRAIN, 2, 40, new Seed(1)));
    assertOneThread("etd1", system, Map.of(1.0, reference));
  }

  /** There the engine convolves, whose library keeps threads of its own. */
  @Test
  void trainingOnAPlaneStartsNoNativeThread() {
    AdvectedHeat system = new AdvectedHeat();
    assertOneThread("euler", system, system.data(2, 40));
  }

  private static void assertOneThread(
      String scheme, PhysicalSystem system, Map<Double, Trajectories> data) {
    // 64 x 48 x 52 values a layer and more, above the 32,768 from which libtorch splits one
    // operation.
    TrainingConfig config =
        new TrainingConfig(
            Task.CORRECTION,
            scheme,
            Modality.WIG,
            2,
            0,
            0,
            ArchitectureSpec.sized("conv-resnet", 52, 2),
            64,
            2,
            new LearningRate(1e-3, 0.9, 30));
    long threads =
        onThreadNamed(
            "one-trial",
            () -> {
              Training training =
                  Trainer.train(config, system, data, new Seed(4), TrainingProgress.none());
              assertInstanceOf(Training.Completed.class, training).model().close();
              return nativeThreadsNamed("one-trial");
            });
    assertEquals(1, threads);
  }

  /** Without it the test above might look in the wrong place. */
  @Test
  void aTeamOfNativeThreadsWouldBeSeen() {
    long threads =
        onThreadNamed(
            "two-threads",
            () -> {
              try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
                return session.compute(
                    false,
                    scope -> {
                      NDArray ones = session.array(new double[LARGE], LARGE);
                      JniUtils.setNumThreads(2);
                      Operations.sum(ones, ones);
                      long seen = nativeThreadsNamed("two-threads");
                      JniUtils.setNumThreads(1);
                      return seen;
                    });
              }
            });
    assertTrue(threads > 1, threads + " threads");
  }

  private static long onThreadNamed(String name, LongSupplier work) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(work.getAsLong());
              } catch (Throwable e) { // for the test's own thread to rethrow
                result.completeExceptionally(e);
              }
            },
            name)
        .start();
    return result.join();
  }

  private static long nativeThreadsNamed(String name) {
    List<Path> threads;
    try (Stream<Path> listed = Files.list(Path.of("/proc/self/task"))) {
      threads = listed.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return threads.stream().filter(thread -> nameOf(thread).equals(name)).count();
  }

  private static String nameOf(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
