package org.unfurl.benchmark;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceDivergedException;
import org.unfurl.sim.reference.Trajectories;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Trainer;
import org.unfurl.train.trainer.Training;
import org.unfurl.train.trainer.TrainingProgress;
import org.unfurl.train.unroll.Modality;

/**
 * {@code benchmarks/jmh TrainingUpdateBenchmark}
 *
 * <p>What does one training update cost? Milliseconds, over runs of 50 updates, in which making the
 * network (once a run) is included. Batch 16, m = 3.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class TrainingUpdateBenchmark {

  private static final int UPDATES = 50;

  /** How solver and network combine. */
  @Param({"correction", "prediction"})
  public String task;

  /** Which links carry gradients. */
  @Param({"one", "nog", "wig"})
  public String modality;

  /** Width and depth of the network. */
  @Param({"26x8", "52x12"})
  public String network;

  private Map<Double, Trajectories> data;

  /** Makes the training data. */
  @Setup
  public void prepare() throws ReferenceDivergedException {
    data = Workload.references(Workload.TRAINING_FRAMES);
  }

  /** One run. */
  @Benchmark
  @OperationsPerInvocation(UPDATES)
  public Training train() {
    String[] size = network.split("x");
    Training training =
        Trainer.train(
            Workload.training(
                Task.of(task),
                Modality.of(modality),
                Integer.parseInt(size[0]),
                Integer.parseInt(size[1]),
                UPDATES),
            Workload.system(),
            data,
            new Seed(0),
            TrainingProgress.none());
    if (!(training instanceof Training.Completed completed)) {
      throw new IllegalStateException("training (" + training + ") must complete to be timed");
    }
    completed.model().close();
    return training;
  }
}
