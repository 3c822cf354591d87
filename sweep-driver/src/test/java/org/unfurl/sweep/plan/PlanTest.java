package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;
import org.unfurl.train.trainer.TrainingConfig;
import org.unfurl.train.unroll.Unrolling;

final class PlanTest {

  private static final Plan QUICKSTART = SweepFiles.plan(SweepFiles.text("quickstart.yaml"));

  private static List<String> labels(String before, String after) {
    String text = SweepFiles.MINIMAL.replace(before, after) + "baselines: []\n";
    return SweepFiles.plan(text).trials().stream().map(Trial::label).sorted().toList();
  }

  private static TrialConfig.Trained trained(String text) {
    return (TrialConfig.Trained) SweepFiles.plan(text).trained().get(0).config();
  }

  @Test
  void quickstartHasEighteenTrialsAndTwoBaselines() {
    // 2 tasks x 3 modalities x 3 seeds; the bare solver and persistence.
    assertEquals(18, QUICKSTART.trained().size());
    assertEquals(
        List.of("baseline/persistence", "baseline/solver-etd1"),
        QUICKSTART.baselines().stream().map(Trial::label).sorted().toList());
    assertTrue(
        QUICKSTART.trained().stream().anyMatch(trial -> trial.label().equals("correction/wig/s0")));
  }

  @Test
  void longestComeFirst() {
    List<Trial> trials = QUICKSTART.trials();
    IntStream.range(1, trials.size())
        .forEach(
            i -> {
              Trial before = trials.get(i - 1);
              Trial after = trials.get(i);
              assertTrue(
                  before.predictedSeconds() > after.predictedSeconds()
                      || (before.predictedSeconds() == after.predictedSeconds()
                          && before.key().compareTo(after.key()) < 0));
            });
    assertTrue(trials.get(0).label().startsWith("correction/wig/"));
    assertTrue(trials.get(19).label().startsWith("baseline/"));
  }

  @Test
  void aPredictionIgnoresTheScheme() {
    assertEquals(
        List.of("correction/etd1", "correction/etdrk2", "prediction"),
        labels("task: correction", "task: [prediction, correction]\nscheme: [etd1, etdrk2]"));
  }

  @Test
  void oneIgnoresWarmUpAndTruncation() {
    assertEquals(
        List.of("one", "wig/warm0/cut0", "wig/warm0/cut2", "wig/warm1/cut0", "wig/warm1/cut2"),
        labels("modality: wig", "modality: [one, wig]\nwarm-up: [0, 1]\ntruncation: [0, 2]"));
  }

  @Test
  void nogIgnoresTruncation() {
    assertEquals(
        List.of("warm0", "warm1"),
        labels("modality: wig", "modality: nog\nwarm-up: [0, 1]\ntruncation: [0, 2]"));
  }

  @Test
  void aTruncationBeyondTheWindowCutsNothing() {
    // Windows of 3 frames have 2 links.
    assertEquals(
        List.of("cut0", "cut2"),
        labels("modality: wig", "modality: wig\ntruncation: [0, 2, 3, 9]"));
  }

  @Test
  void ignoredSettingsAreNeutral() {
    TrainingConfig training =
        trained(
                SweepFiles.MINIMAL
                    .replace("task: correction", "task: prediction\nscheme: etdrk2")
                    .replace("modality: wig", "modality: one\nwarm-up: 2\ntruncation: 2"))
            .training();
    assertEquals("", training.scheme());
    assertEquals(new Unrolling(1, 0, 1), training.stages().get(0).unrolling());
    assertFalse(training.values().has(Unrolling.WARM_UP));
    assertFalse(training.values().has(Unrolling.TRUNCATION));
  }

  @Test
  void whatVariesNamesATrial() {
    assertEquals(List.of("correction/wig/s0"), labels("seed: 0", "seed: [0]"));
    assertEquals(
        List.of("m2/s0", "m2/s1", "m4/s0", "m4/s1"),
        labels("seed: 0", "seed: [0, 1]\nunroll-length: [4, 2]"));
    assertEquals(
        List.of("depth2", "depth3"),
        labels(
            "network: { architecture: conv-resnet, width: 10, depth: 2 }",
            """
            network:
              - { architecture: conv-resnet, width: 10, depth: 2 }
              - { architecture: conv-resnet, width: 10, depth: 3 }\
            """));
  }

  @Test
  void anySettingMayBeAnAxis() {
    assertEquals(
        List.of(
            "width10/batch8/rate0.0001",
            "width10/batch8/rate0.001",
            "width16/batch8/rate0.0001",
            "width16/batch8/rate0.001"),
        labels(
            """
            network: { architecture: conv-resnet, width: 10, depth: 2 }
            training:
              updates: 100
              learning-rate: { initial: 1e-3 }
            """,
            """
            network: { architecture: conv-resnet, width: [10, 16], depth: 2 }
            exclude:
              - { training: { batch-size: 4 } }
            training:
              updates: 100
              batch-size: [8, 4]
              learning-rate: { initial: [1e-3, 1e-4] }
            """));
    assertEquals(
        List.of("trajectories4/frames100", "trajectories4/frames200", "trajectories6/frames100"),
        labels(
            "training:\n",
            """
            exclude: [{ training: { frames: 200, trajectories: 6 } }]
            training:
              frames: [100, 200]
              trajectories: [4, 6]
            """));
  }

  @Test
  void exclusionsDropMatchingTrials() {
    assertEquals(
        List.of("nog/s0", "nog/s1", "one/s0", "one/s1", "wig/s1"),
        labels(
            "modality: wig\nseed: 0",
            """
            modality: [one, nog, wig]
            seed: [0, 1, 2]
            exclude:
              - { seed: 2 }
              - { modality: [wig], seed: [0, 2] }\
            """));
  }

  @Test
  void excludingOneSchemeOfAPredictionLeavesIt() {
    assertEquals(
        List.of("correction/etd1", "prediction"),
        labels(
            "task: correction",
            """
            task: [prediction, correction]
            scheme: [etd1, etdrk2]
            exclude: [{ scheme: etdrk2 }]"""));
  }

  @Test
  void everySchemeIsASolverBaseline() {
    Plan plan =
        SweepFiles.plan(
            SweepFiles.MINIMAL.replace(
                "task: correction", "task: prediction\nscheme: [etd1, etdrk2]"));
    assertEquals(
        List.of("baseline/persistence", "baseline/solver-etd1", "baseline/solver-etdrk2"),
        plan.baselines().stream().map(Trial::label).sorted().toList());
  }

  @Test
  void trainsOnTheStudysTrajectories() {
    List<ReferenceSpec> training = trained(SweepFiles.MINIMAL).trainingReferences();
    // Domain length factors and six initial states of the study's published code.
    assertEquals(
        List.of(0.90, 0.95, 1.00, 1.10, 1.20, 1.30),
        training.stream().map(ReferenceSpec::parameter).toList());
    assertEquals(
        new ReferenceSpec(
            "kuramoto-sivashinsky",
            1.0,
            Split.TRAIN,
            6,
            1250,
            new Seed(0).derive("reference/kuramoto-sivashinsky/train/1")),
        training.get(2));
  }

  @Test
  void testsOnBothTestSplits() {
    List<ReferenceSpec> tests = trained(SweepFiles.MINIMAL).testReferences();
    assertEquals(
        List.of(0.93, 1.15, 0.85, 1.40), tests.stream().map(ReferenceSpec::parameter).toList());
    assertEquals(
        new ReferenceSpec(
            "kuramoto-sivashinsky",
            0.85,
            Split.EXTRAPOLATION,
            10,
            201,
            new Seed(0).derive("reference/kuramoto-sivashinsky/extrapolation/0.85")),
        tests.get(2));
  }

  @Test
  void trialsShareReferences() {
    // 6 training and 4 test parameters, whatever the number of trials.
    assertEquals(10, QUICKSTART.references().size());
    QUICKSTART.references().forEach((key, spec) -> assertEquals(spec.key(), key));
    HashSet<ReferenceSpec> needed = new HashSet<>();
    for (Trial trial : QUICKSTART.trials()) {
      needed.addAll(trial.config().trainingReferences());
      needed.addAll(trial.config().testReferences());
    }
    assertEquals(needed, new HashSet<>(QUICKSTART.references().values()));
  }

  @Test
  void replicatesArePairedAcrossTasksAndModalities() {
    // Three replicates, so three seeds among eighteen trials.
    assertEquals(
        3,
        QUICKSTART.trained().stream()
            .map(trial -> ((TrialConfig.Trained) trial.config()).replicateSeed())
            .distinct()
            .count());
    assertEquals(new Seed(0).derive("replicate/0"), trained(SweepFiles.MINIMAL).replicateSeed());
  }

  @Test
  void trialsTravelToExecutors() throws IOException, ClassNotFoundException {
    for (Trial trial : QUICKSTART.trials()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(trial);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertEquals(trial, in.readObject());
      }
    }
  }
}
