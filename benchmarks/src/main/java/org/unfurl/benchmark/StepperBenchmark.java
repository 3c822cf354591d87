package org.unfurl.benchmark;

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
import org.unfurl.sim.stepper.DifferentiableStepper;

/**
 * {@code benchmarks/jmh StepperBenchmark}
 *
 * <p>What does a step of a Kuramoto-Sivashinsky solver cost, and its adjoint? Microseconds per
 * trajectory, in a batch of 16, in double precision.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepperBenchmark {

  /** Time-stepping scheme. */
  @Param({"etd1", "etdrk2", "etdrk4"})
  public String scheme;

  /** Points of the grid. */
  @Param({"48", "1024"})
  public int points;

  private DifferentiableStepper stepper;
  private double[] state;
  private double[] cotangent;
  private double[] result;

  /** Makes stepper and states. */
  @Setup
  public void prepare() {
    stepper = Workload.stepper(scheme, points);
    state = Workload.states(points);
    cotangent = Workload.cotangents(points);
    result = new double[state.length];
  }

  /** One time step. */
  @Benchmark
  @OperationsPerInvocation(Workload.BATCH)
  public double[] step() {
    stepper.step(state, result);
    return result;
  }

  /** The adjoint of one time step. */
  @Benchmark
  @OperationsPerInvocation(Workload.BATCH)
  public double[] vjp() {
    stepper.vjp(state, cotangent, result);
    return result;
  }
}
