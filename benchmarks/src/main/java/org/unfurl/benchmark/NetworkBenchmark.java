package org.unfurl.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;

/**
 * {@code benchmarks/jmh NetworkBenchmark}
 *
 * <p>What does a network cost on 16 states of 48 points: without recording, as in a rollout, and
 * with its derivative, as in a training?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class NetworkBenchmark {

  private static final int POINTS = 48;

  /** Width and depth. */
  @Param({"26x8", "52x12", "104x16"})
  public String size;

  private EngineSession session;
  private Network network;
  private double[] input;
  private double[] cotangent;

  /** Makes the network, its input and a cotangent. */
  @Setup
  public void prepare() {
    String[] numbers = size.split("x");
    ArchitectureSpec spec =
        ArchitectureSpec.sized(
            "conv-resnet", Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    session = EngineSession.open(Precision.FLOAT32);
    network =
        Architectures.create(
            session, spec, new NetworkShape(StateShape.periodicLine(1, POINTS), 1), new Seed(0));
    var random = new Seed(1).generator();
    input = random.doubles(2L * Workload.BATCH * POINTS, -1, 1).toArray();
    cotangent = random.doubles((long) Workload.BATCH * POINTS, -1, 1).toArray();
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    session.close();
  }

  /** Output only. */
  @Benchmark
  public double[] evaluate() {
    try (Network.Evaluation evaluation = network.evaluate(input, Workload.BATCH, false)) {
      return evaluation.output();
    }
  }

  /** Output, input cotangent and parameter gradient. */
  @Benchmark
  public double[] evaluateAndVjp() {
    try (Network.Evaluation evaluation = network.evaluate(input, Workload.BATCH, true)) {
      return evaluation.vjp(cotangent);
    }
  }
}
