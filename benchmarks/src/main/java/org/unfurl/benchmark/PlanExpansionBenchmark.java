package org.unfurl.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;

/**
 * {@code benchmarks/jmh PlanExpansionBenchmark}
 *
 * <p>What does it cost to read a sweep file and to expand it into trials with their keys?
 * Milliseconds for the whole sweep; tenfold trials should cost tenfold time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlanExpansionBenchmark {

  /** Trials of the sweep; a multiple of six. */
  @Param({"1002", "10002"})
  public int trials;

  private String text;
  private Sweep sweep;

  /** Writes the sweep file. */
  @Setup
  public void prepare() {
    String seeds =
        IntStream.range(0, trials / 6).mapToObj(Integer::toString).collect(Collectors.joining(","));
    text =
        """
        sweep: expansion
        system: kuramoto-sivashinsky
        task: [prediction, correction]
        modality: [one, nog, wig]
        network: { architecture: conv-resnet, width: 26, depth: 8 }
        training: { updates: 1000, learning-rate: { initial: 1e-3 } }
        baselines: []
        seed: ["""
            + seeds
            + "]\n";
    sweep = readFile();
    int planned = expand().trials().size();
    if (planned != trials) {
      throw new IllegalStateException("trials (" + planned + ") must be " + trials);
    }
  }

  /** From the file's text to a resolved sweep. */
  @Benchmark
  public Sweep readFile() {
    if (SweepFile.read(text, "expansion.yaml") instanceof SweepFile.Result.Valid valid) {
      return valid.sweep();
    }
    throw new IllegalStateException("sweep file (" + text + ") must be valid");
  }

  /** From a resolved sweep to trials, longest first. */
  @Benchmark
  public Plan expand() {
    return Plan.of(sweep);
  }
}
