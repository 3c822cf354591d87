package org.unfurl.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.trainer.Training;
import org.unfurl.train.trainer.TrainingProgress;
import org.unfurl.train.unroll.Modality;

/**
 * One short training in a process of its own, for {@code benchmarks/memory}: prints the most
 * resident memory that the process ever had, in KiB. Linux only.
 */
public final class PeakMemory {

  /** Updates times unroll length: equal work, so that the compiler is equally far. */
  private static final int FRAMES = 1920;

  private PeakMemory() {}

  /**
   * Trains the study's small network to predict, which stays finite at any length.
   *
   * @param arguments modality and unroll length
   */
  public static void main(String[] arguments) throws IOException, ReferenceDivergedException {
    Modality modality = Modality.of(arguments[0]);
    int unrollLength = Integer.parseInt(arguments[1]);
    Training training =
        Trainer.train(
            Workload.training(
                Task.PREDICTION, modality, unrollLength, 26, 8, FRAMES / unrollLength),
            Workload.system(),
            Workload.references(Workload.TRAINING_FRAMES),
            new Seed(0),
            TrainingProgress.none());
    if (!(training instanceof Training.Completed completed)) {
      throw new IllegalStateException("training (" + training + ") must run to its end");
    }
    completed.model().close();
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    System.out.println(peak.replaceAll("[^0-9]", ""));
  }
}
