package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sweep.plan.Axes;
import org.unfurl.sweep.plan.Baseline;
import org.unfurl.sweep.plan.Evaluation;
import org.unfurl.sweep.plan.Exclusion;
import org.unfurl.sweep.plan.Point;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Modality;
import org.unfurl.train.unroll.Unrolling;

final class SweepFileTest {

  /** Every key, each with another value than its default. */
  static final String FULL =
      """
      sweep: full
      sweep-seed: 7
      system: [kuramoto-sivashinsky]
      task: [correction, sequential-correction]
      scheme: [etdrk2, etd1]
      network:
        - { architecture: conv-resnet, width: 26, depth: 8 }
        - { architecture: conv-resnet, width: 52, depth: 12 }
      modality: [nog, wig]
      unroll-length: [4, 6]
      warm-up: 1
      truncation: [0, 2]
      seed: [3, 5]
      training:
        updates: 42000
        batch-size: 8
        frames: 500
        learning-rate: { initial: 1e-4, decay: 0.5, every: 100 }
      evaluation: { tests: 5, error-horizon: 6, rollout-frames: 50 }
      exclude:
        - { modality: nog, truncation: 2 }
        - { network: { architecture: conv-resnet, width: 52, depth: 12 }, seed: [3, 5], task: correction }
      baselines: [persistence]
      """;

  private static final ArchitectureSpec SMALL = ArchitectureSpec.sized("conv-resnet", 26, 8);
  private static final ArchitectureSpec MEDIUM = ArchitectureSpec.sized("conv-resnet", 52, 12);

  private static void assertTraining(
      Sweep sweep, int updates, int batchSize, int trajectories, int frames, LearningRate rate) {
    Axes axes = sweep.axes();
    assertEquals(List.of(updates), axes.of(TrainingConfig.UPDATES));
    assertEquals(List.of(batchSize), axes.of(TrainingConfig.BATCH_SIZE));
    assertEquals(List.of(trajectories), axes.of(TrialSettings.TRAJECTORIES));
    assertEquals(List.of(frames), axes.of(TrialSettings.FRAMES));
    assertEquals(List.of(rate.initial()), axes.of(LearningRate.INITIAL));
    assertEquals(List.of(rate.decay()), axes.of(LearningRate.DECAY));
    assertEquals(List.of(rate.every()), axes.of(LearningRate.EVERY));
  }

  private static List<ArchitectureSpec> networks(Sweep sweep) {
    return sweep.axes().bundles("network").stream().map(Architectures::of).toList();
  }

  static List<Path> sweepFiles() throws IOException {
    try (Stream<Path> files = Files.list(SweepFiles.FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }

  @Test
  void fillsInTheDefaults() {
    Sweep sweep = SweepFiles.valid(SweepFiles.MINIMAL);

    assertEquals(new Seed(0), sweep.seed());
    assertEquals(List.of("etd1"), sweep.axes().of(Task.SCHEME));
    assertEquals(List.of(3), sweep.axes().of(Unrolling.UNROLL_LENGTH));
    assertEquals(List.of(0), sweep.axes().of(Unrolling.WARM_UP));
    assertEquals(List.of(0), sweep.axes().of(Unrolling.TRUNCATION));
    assertTraining(sweep, 100, 16, 6, 1250, new LearningRate(1e-3, 0.9, 2000));
    assertEquals(new Evaluation(10, 12, 200), sweep.evaluation());
    assertEquals(List.of(), sweep.exclusions());
    assertEquals(List.of(Baseline.SOLVER, Baseline.PERSISTENCE), sweep.baselines());
  }

  @Test
  void mapsEveryKey() {
    Sweep sweep = SweepFiles.valid(FULL);

    assertEquals("full", sweep.name());
    assertEquals(new Seed(7), sweep.seed());
    assertEquals(List.of("kuramoto-sivashinsky"), sweep.axes().of(TrialSettings.SYSTEM));
    assertEquals(
        List.of(Task.CORRECTION, Task.SEQUENTIAL_CORRECTION), sweep.axes().of(Task.SETTING));
    assertEquals(List.of("etdrk2", "etd1"), sweep.axes().of(Task.SCHEME));
    assertEquals(List.of(SMALL, MEDIUM), networks(sweep));
    assertEquals(List.of(Modality.NOG, Modality.WIG), sweep.axes().of(Modality.SETTING));
    assertEquals(List.of(4, 6), sweep.axes().of(Unrolling.UNROLL_LENGTH));
    assertEquals(List.of(1), sweep.axes().of(Unrolling.WARM_UP));
    assertEquals(List.of(0, 2), sweep.axes().of(Unrolling.TRUNCATION));
    assertEquals(List.of(3L, 5L), sweep.axes().of(TrialSettings.SEED));
    assertTraining(sweep, 42_000, 8, 6, 500, new LearningRate(1e-4, 0.5, 100));
    assertEquals(new Evaluation(5, 6, 50), sweep.evaluation());
    assertEquals(
        List.of(
            new Exclusion(
                Map.of(Modality.SETTING, List.of("nog"), Unrolling.TRUNCATION, List.of(2))),
            new Exclusion(
                Map.of(
                    Architectures.ARCHITECTURE,
                    List.of("conv-resnet"),
                    Size.WIDTH,
                    List.of(52),
                    Size.DEPTH,
                    List.of(12),
                    TrialSettings.SEED,
                    List.of(3L, 5L),
                    Task.SETTING,
                    List.of("correction")))),
        sweep.exclusions());
    assertEquals(List.of(Baseline.PERSISTENCE), sweep.baselines());
  }

  @Test
  void aScalarIsAnAxisOfOneValue() {
    assertEquals(
        SweepFiles.valid(SweepFiles.MINIMAL),
        SweepFiles.valid(SweepFiles.MINIMAL.replace("seed: 0", "seed: [0]")));
  }

  @Test
  void baselinesMayBeNone() {
    assertEquals(List.of(), SweepFiles.valid(SweepFiles.MINIMAL + "baselines: []\n").baselines());
  }

  /** YAML 1.1 readers take 1e-3 for text; the core schema of 1.2 does not. */
  @ParameterizedTest
  @ValueSource(strings = {"1e-3", "1.0e-3", "1E-3", "0.001", "+1e-3", ".001"})
  void spellingsOfANumber(String spelling) {
    Sweep sweep = SweepFiles.valid(SweepFiles.MINIMAL.replace("1e-3", spelling));
    assertEquals(List.of(0.001), sweep.axes().of(LearningRate.INITIAL));
  }

  @Test
  void wholeNumbersMayHaveAnExponent() {
    String text = SweepFiles.MINIMAL.replace("updates: 100", "updates: 4.2e4");
    assertEquals(List.of(42_000), SweepFiles.valid(text).axes().of(TrainingConfig.UPDATES));
  }

  /** Words that YAML 1.1, or a hasty reader, would take for something else. */
  @ParameterizedTest
  @ValueSource(strings = {"no", "2024", "null", "true", "1e3"})
  void namesStayText(String name) {
    assertEquals(
        name,
        SweepFiles.valid(SweepFiles.MINIMAL.replace("sweep: minimal", "sweep: " + name)).name());
  }

  @ParameterizedTest
  @MethodSource("sweepFiles")
  void everySweepFileOfTheRepositoryIsValidAndReadsBack(Path file) throws IOException {
    Sweep sweep = SweepFiles.valid(Files.readString(file));
    assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)));
  }

  /** Lists wherever a trial has a setting. */
  static final String AXES =
      """
      sweep: axes
      system: [kuramoto-sivashinsky, burgers]
      task: [prediction, correction]
      network:
        - { architecture: conv-resnet, width: [4, 8], depth: 1 }
        - { architecture: [conv-resnet], width: 16, depth: [1, 2] }
      modality: [one, wig]
      seed: 0
      training:
        updates: [10, 20]
        batch-size: [4, 8]
        frames: [60, 90]
        trajectories: [2, 3]
        learning-rate: { initial: [1e-3, 1e-4], decay: [1, 0.5], every: [10, 20] }
      exclude:
        - { training: { learning-rate: { initial: 1e-4, decay: 1 }, updates: 20 }, task: prediction }
        - { network: [{ width: 4 }, { width: 16, depth: [1, 2] }], modality: wig }
      """;

  /**
   * 2 systems x 2 tasks x 4 networks x 2 modalities x 2 updates x 2 batch sizes x 2 frames x 2
   * trajectories = 512, and of the 8 learning rates 6 differ: where the decay is 1, every 10 or 20
   * updates is the same.
   */
  @Test
  void everySettingMayBeAList() {
    Sweep all = SweepFiles.valid(AXES.replaceFirst("(?s)exclude:.*", ""));
    assertEquals(512 * 6, all.points().size());
    Sweep sweep = SweepFiles.valid(AXES);
    assertEquals(
        all.points().stream()
            .map(Point::values)
            .filter(
                point ->
                    !(point.of(LearningRate.INITIAL) == 1e-4
                        && point.of(LearningRate.DECAY) == 1
                        && point.of(TrainingConfig.UPDATES) == 20
                        && point.of(Task.SETTING) == Task.PREDICTION))
            .filter(
                point -> point.of(Modality.SETTING) == Modality.ONE || point.of(Size.WIDTH) == 8)
            .toList(),
        sweep.points().stream().map(Point::values).toList());
  }

  @Test
  void writtenSweepsReadBack() {
    for (String text : List.of(SweepFiles.MINIMAL, FULL, AXES)) {
      Sweep sweep = SweepFiles.valid(text);
      assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)));
    }
  }

  @Test
  void writesEveryKey() {
    assertEquals(
        """
        sweep: minimal
        sweep-seed: 0
        system: kuramoto-sivashinsky
        task: correction
        scheme: etd1
        network: { architecture: conv-resnet, width: 10, depth: 2 }
        modality: wig
        unroll-length: 3
        warm-up: 0
        truncation: 0
        seed: 0
        training:
          stages: []
          updates: 100
          batch-size: 16
          learning-rate:
            initial: 0.001
            decay: 0.9
            every: 2000
          weight-decay: 0
          validation:
            share: 0
            every: 50
            patience: 0
            keep: last
          divergence:
            above: 0
            updates: 100
          trajectories: 6
          frames: 1250
        evaluation:
          tests: 10
          error-horizon: 12
          rollout-frames: 200
        references: []
        exclude: []
        baselines: [solver, persistence]
        """,
        SweepFile.write(SweepFiles.valid(SweepFiles.MINIMAL)));
  }

  @Test
  void warmUpIsNoConcernOfOne() {
    String text = SweepFiles.MINIMAL.replace("modality: wig", "modality: one\nwarm-up: 5");
    assertInstanceOf(SweepFile.Result.Valid.class, SweepFile.read(text, "f"));
  }

  @Test
  void anExcludedWarmUpIsNoProblem() {
    String text =
        SweepFiles.MINIMAL.replace(
            "modality: wig",
            """
            modality: wig
            unroll-length: [2, 4]
            warm-up: [0, 3]
            exclude: [{ unroll-length: 2, warm-up: 3 }]\
            """);
    assertInstanceOf(SweepFile.Result.Valid.class, SweepFile.read(text, "f"));
  }

  /** As many networks as that, all alike but for their width; each merged with the one before. */
  @Test
  void mapsAreMergedHoweverManyThereAre() {
    StringBuilder networks = new StringBuilder("network:\n");
    networks.append("  - &n0 { architecture: conv-resnet, width: 1, depth: 3 }\n");
    for (int i = 1; i < 300; i++) {
      networks.append(
          "  - &n%d { <<: *n%e, width: %f }\n"
              .replace("%d", "" + i)
              .replace("%e", "" + (i - 1))
              .replace("%f", "" + (i + 1)));
    }
    Sweep sweep =
        SweepFiles.valid(SweepFiles.MINIMAL.replaceFirst("network: .*\n", networks.toString()));
    List<ArchitectureSpec> read = networks(sweep);
    assertEquals(300, read.size());
    assertEquals(ArchitectureSpec.sized("conv-resnet", 300, 3), read.get(299));
  }

  @Test
  void aMergedMapMayItselfBeAList() {
    String text =
        SweepFiles.MINIMAL.replaceFirst(
            "network: .*\n",
            """
            network:
              - &small { architecture: conv-resnet, width: 4, depth: 1 }
              - { <<: [{ depth: 2 }, *small] }
              - << : *small
                width: 8
            """);
    assertEquals(
        List.of(
            ArchitectureSpec.sized("conv-resnet", 4, 1),
            ArchitectureSpec.sized("conv-resnet", 4, 2),
            ArchitectureSpec.sized("conv-resnet", 8, 1)),
        networks(SweepFiles.valid(text)));
  }
}
