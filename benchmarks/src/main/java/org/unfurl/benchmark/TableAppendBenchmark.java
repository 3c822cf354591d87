package org.unfurl.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.unfurl.sim.metric.FrameScore;
import org.unfurl.sim.metric.RolloutScore;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.storage.Writer;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.TrialRecord;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Effort;
import org.unfurl.train.trainer.LossRecord;
import org.unfurl.train.unroll.Modality;

/**
 * {@code benchmarks/jmh TableAppendBenchmark}
 *
 * <p>What does it cost to make a finished trial durable? Milliseconds per trial over 512 trials
 * appended to empty tables in a temporary folder, compaction included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class TableAppendBenchmark {

  private static final int TRIALS = 512;
  private static final int ROLLOUTS = 4;

  /** Trials that come in together. */
  @Param({"1", "32"})
  public int batch;

  /** Frames of each of four rollouts, which are the rows of the largest table. */
  @Param({"1", "200"})
  public int frames;

  private final Configuration hadoop = new Configuration();
  private List<List<TrialRecord>> batches;
  private Path folder;
  private ResultStore store;

  /** Makes the results. */
  @Setup
  public void prepare() {
    batches = new ArrayList<>();
    for (int first = 0; first < TRIALS; first += batch) {
      List<TrialRecord> records = new ArrayList<>();
      for (int seed = first; seed < first + batch; seed++) {
        records.add(record(seed));
      }
      batches.add(records);
    }
  }

  /** Opens empty tables. */
  @Setup(Level.Invocation)
  public void open() throws IOException {
    folder = Files.createTempDirectory("unfurl-tables");
    store =
        ResultStore.open(
            new org.apache.hadoop.fs.Path(folder.resolve("append").toUri()), hadoop, new Alone());
  }

  /** Appends all trials. */
  @Benchmark
  @OperationsPerInvocation(TRIALS)
  public void append() {
    batches.forEach(store::append);
  }

  /** Deletes the tables. */
  @TearDown(Level.Invocation)
  public void delete() throws IOException {
    store.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private TrialRecord record(int seed) {
    TrialConfig config =
        new TrialConfig.Trained(
            new Seed(0),
            new Evaluation(ROLLOUTS / 2, 1, frames),
            Workload.training(Task.CORRECTION, Modality.WIG, 26, 8, 1000)
                .values()
                .with(TrialSettings.SYSTEM, Workload.system().name())
                .with(TrialSettings.FRAMES, 100)
                .with(TrialSettings.SEED, (long) seed),
            List.of());
    RolloutScore score =
        new RolloutScore(
            0.25,
            0.5,
            frames,
            frames,
            Collections.nCopies(frames, new FrameScore(0.1, 0.9, 0.01, 0.8)));
    List<TrialResult.TestScore> scores = new ArrayList<>();
    for (int rollout = 0; rollout < ROLLOUTS; rollout++) {
      Split split = Split.tests()[rollout % 2];
      scores.add(new TrialResult.TestScore(split, 1.15, rollout / 2, score));
    }
    TrialResult result =
        new TrialResult(
            new Trial(TrialKey.of(config), "s" + seed, config, 1),
            new Outcome.Ok(),
            33_125,
            new Effort(1000, 48_000, 48_000, 48_000, 32_000, -1),
            List.of(new LossRecord(0, 0, 1, 1, 1e-4), new LossRecord(999, 0, 0.1, 0.1, 1e-4)),
            scores,
            new TrialResult.Timing(0, 0.1, 10, 0.2),
            -1,
            "host",
            "");
    return new TrialRecord(
        result, new Provenance("append", "run", "code"), TrialKey.canonicalJson(config));
  }

  /** The only writer there is. */
  private record Alone() implements Writer {
    @Override
    public long number() {
      return 1;
    }

    @Override
    public void requireAlone() {}
  }
}
