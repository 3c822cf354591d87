package org.unfurl.sweep.verification;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.unfurl.sim.verification.Experiment;

/** Runs experiments side by side. */
public final class Verification {

  private Verification() {}

  /**
   * Runs every one of them to its end, whatever the others do.
   *
   * @param threads how many run at once, at least 1
   * @param err is told what runs and what has ended
   * @param terminal whether a line of {@code err} can be redrawn
   * @return in the order of the experiments
   * @throws InterruptedException if this thread is; what runs is left to end with the JVM
   */
  public static List<VerifiedExperiment> run(
      List<Experiment> experiments, int threads, PrintWriter err, boolean terminal)
      throws InterruptedException {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "unfurl-verify");
              thread.setDaemon(true);
              return thread;
            });
    try (VerificationProgress progress =
        new VerificationProgress(err, terminal, experiments.size())) {
      List<Future<VerifiedExperiment>> futures = new ArrayList<>();
      for (int i = 0; i < experiments.size(); i++) {
        futures.add(null);
      }
      for (int index : longFirst(experiments)) {
        Experiment experiment = experiments.get(index);
        futures.set(
            index,
            workers.submit(
                () -> {
                  progress.started(experiment);
                  VerifiedExperiment verified = VerifiedExperiment.of(experiment);
                  progress.ended(verified);
                  return verified;
                }));
      }
      List<VerifiedExperiment> all = new ArrayList<>();
      for (Future<VerifiedExperiment> future : futures) {
        all.add(future.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /** A long one that starts last would keep one thread busy while the others have nothing to do. */
  private static List<Integer> longFirst(List<Experiment> experiments) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < experiments.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> experiments.get(i).extent() == Experiment.Extent.SHORT));
    return order;
  }
}
