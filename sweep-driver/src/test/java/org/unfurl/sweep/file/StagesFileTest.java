package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.plan.CostModel;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.trainer.Stage;
import org.unfurl.train.trainer.TrainingConfig;

final class StagesFileTest {

  private static final String ONE_TWO =
      "[{ unroll-length: 1, updates: 40, learning-rate: 1e-3 },"
          + " { unroll-length: 2, updates: 60, learning-rate: 1e-4, optimiser: fresh }]";

  private static final String ONE_FOUR =
      "[{ unroll-length: 1, updates: 40, learning-rate: 1e-3 },"
          + " { unroll-length: 4, updates: 60, learning-rate: 1e-4 }]";

  /** Without updates and rate, which every stage has. */
  private static String text(String stages) {
    return """
    sweep: staged
    system: kuramoto-sivashinsky
    task: correction
    modality: wig
    seed: 0
    network: { architecture: conv-resnet, width: 10, depth: 2 }
    baselines: []
    training:
      stages: STAGES
    """
        .replace("STAGES", stages);
  }

  private static String plain(String training) {
    return SweepFiles.MINIMAL + "  " + training + "\nbaselines: []\n";
  }

  private static String report(String text) {
    return ((SweepFile.Result.Invalid) SweepFile.read(text, "f")).report();
  }

  private static List<String> labels(String text) {
    return SweepFiles.plan(text).trials().stream().map(Trial::label).sorted().toList();
  }

  private static List<Stage> stages(Trial trial) {
    return ((TrialConfig.Trained) trial.config()).training().stages();
  }

  @Test
  void aListOfMapsIsACurriculum() {
    Plan plan = SweepFiles.plan(text(ONE_TWO));
    List<Stage> stages = stages(plan.trials().get(0));
    assertEquals(List.of(1, 2), stages.stream().map(Stage::unrollLength).toList());
    assertEquals(List.of(40, 60), stages.stream().map(Stage::updates).toList());
    assertTrue(stages.get(1).fresh());
    assertEquals(1, plan.trials().size());
    assertTrue(
        TrialKey.canonicalJson(plan.trials().get(0).config())
            .contains(
                "\"stages\":[{\"learning-rate\":0.001,\"unroll-length\":1,\"updates\":40},"
                    + "{\"learning-rate\":0.0001,\"optimiser\":\"fresh\",\"unroll-length\":2,"
                    + "\"updates\":60}]"),
        TrialKey.canonicalJson(plan.trials().get(0).config()));
  }

  @Test
  void whatEveryStageHasIsNotAskedForAndMakesNoTrial() {
    String given = text(ONE_TWO) + "  updates: [10, 20]\n  learning-rate: { initial: 1e-2 }\n";
    assertEquals(
        SweepFiles.plan(text(ONE_TWO)).trials().get(0).key(),
        SweepFiles.plan(given).trials().get(0).key());
    assertEquals(1, SweepFiles.plan(given).trials().size());
  }

  @Test
  void whatAStageLeavesOutIsAskedFor() {
    String report = report(text("[{ unroll-length: 1, learning-rate: 1e-3 }]"));
    assertTrue(
        report.contains("updates (missing) must be given in training, such as updates: 1500\n"),
        report);
    String own = plain("stages: [{ unroll-length: 1 }, { unroll-length: 2, updates: 7 }]");
    List<Stage> stages = stages(SweepFiles.plan(own).trials().get(0));
    assertEquals(List.of(100, 7), stages.stream().map(Stage::updates).toList());
  }

  @Test
  void aListOfListsIsAnAxis() {
    String axis = "[[], " + ONE_TWO + ", " + ONE_FOUR + "]";
    assertEquals(List.of("m1-2", "m1-4", "no-stages"), labels(plain("stages: " + axis)));
    Sweep sweep = SweepFiles.valid(plain("stages: " + axis));
    assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)));
    assertTrue(
        SweepFile.write(sweep)
            .contains(
                "\n  stages: [[], [{ unroll-length: 1, learning-rate: 0.001, updates: 40 }, {"),
        SweepFile.write(sweep));
    Sweep one = SweepFiles.valid(text(ONE_TWO));
    assertEquals(one, SweepFiles.valid(SweepFile.write(one)));
  }

  @Test
  void curriculaThatDifferInMoreThanTheirUnrollHaveLongerLabels() {
    String slower = ONE_TWO.replace("1e-4", "1e-5");
    assertEquals(
        List.of(
            "m1-2-rate0.001-0.00001-updates40-60-optimiser-fresh",
            "m1-2-rate0.001-0.0001-updates40-60-optimiser-fresh"),
        labels(plain("stages: [" + ONE_TWO + ", " + slower + "]")));
  }

  @Test
  void itCanBeExcludedDrawnAndPartOfAVariant() {
    String axis = "[" + ONE_TWO + ", " + ONE_FOUR + "]";
    assertEquals(
        List.of("m1-4"),
        labels(
            plain("stages: " + axis) + "exclude: [{ training: { stages: " + ONE_TWO + " } }]\n"));
    assertEquals(
        List.of("m1-2", "m1-4"),
        labels(
            SweepFiles.MINIMAL
                + "baselines: []\nsample: { count: 4, training: { stages: { choices: "
                + axis
                + " } } }\n"));
    assertEquals(
        List.of("long", "short"),
        labels(
            SweepFiles.MINIMAL
                + "baselines: []\nvariants: { short: { training: { stages: "
                + ONE_TWO
                + " } }, long: { training: { stages: "
                + ONE_FOUR
                + " } } }\n"));
  }

  @Test
  void allThatIsWrongIsSaidWithItsLine() {
    String wrong =
        """
        stages:
            - { unroll-length: 0, updates: 40 }
            - { unroll: 2, updates: many }
            - 7
            - { optimiser: anew }
        """
            .stripTrailing();
    String report = report(plain(wrong));
    assertTrue(report.contains("f:11: unroll-length (0) must be at least 1, such as 4\n"), report);
    assertTrue(
        report.contains(
            "f:12: key (unroll) is unknown in stages; choose from unroll-length, "
                + "learning-rate, updates, warm-up, optimiser\n"),
        report);
    assertTrue(
        report.contains("f:12: updates (many) must be a whole number, such as 400\n"), report);
    assertTrue(report.contains("f:13: stages (7) must hold maps alone, such as ["), report);
    assertTrue(report.contains("f:14: optimiser (anew) is unknown; "), report);
    assertTrue(
        report(plain("stages: 3")).startsWith("f:10: stages (3) must be a list of maps, such as"),
        report(plain("stages: 3")));
  }

  @Test
  void everyStageMustFit() {
    String tooLong = "stages: [{ unroll-length: 1 }, { unroll-length: 60 }]\n  frames: 60";
    assertEquals(
        "f:11: frames (60) must exceed unroll-length (60); raise it to 61 or more\n",
        report(plain(tooLong)));
    assertEquals(
        "f:13: warm-up (1) must be below unroll-length (1), or no frame carries loss; lower it or"
            + " exclude the combination\n",
        report(plain("stages: [{ unroll-length: 1 }, { unroll-length: 4 }]") + "warm-up: 1\n")
            .replaceFirst("f:\\d+", "f:13"));
  }

  @Test
  void theKeptFramesMustHoldAWindow() {
    assertEquals(
        "f:11: share (0.05 of 60 frames, 3) must keep more frames than unroll-length (3), and"
            + " leave more; change it or raise frames\n",
        report(plain("frames: 60\n  validation: { share: 0.05 }")));
    assertEquals(
        "f:10: above (0.5) must be 0, which asks nothing of the loss, or at least 1; such as 100\n",
        report(plain("divergence: { above: 0.5 }")));
  }

  @Test
  void costIsTheSumOfTheStages() {
    double one = seconds(plain("stages: [{ unroll-length: 2, updates: 400 }]"));
    double other = seconds(plain("stages: [{ unroll-length: 4, updates: 200 }]"));
    double both =
        seconds(
            plain(
                "stages: [{ unroll-length: 2, updates: 400 }, { unroll-length: 4, updates: 200 }]"));
    double none = seconds(SweepFiles.MINIMAL.replace("updates: 100", "updates: 0"));
    assertEquals(one + other - none, both, 1e-9);
    String plain = SweepFiles.MINIMAL.replace("updates: 100", "updates: 400");
    assertEquals(one, seconds(plain + "unroll-length: 2\n"), 1e-12);
  }

  private static double seconds(String text) {
    return CostModel.seconds(SweepFiles.plan(text).trained().get(0).config());
  }

  @Test
  void whatDoesNothingChangesNoKey() {
    String spelled = ONE_FOUR.replace("updates: 40,", "updates: 40, warm-up: 0, optimiser: fresh,");
    assertEquals(
        SweepFiles.plan(text(ONE_FOUR)).trials().get(0).key(),
        SweepFiles.plan(text(spelled)).trials().get(0).key());
    assertNotEquals(
        SweepFiles.plan(text(ONE_FOUR)).trials().get(0).key(),
        SweepFiles.plan(text(ONE_FOUR.replace("updates: 60", "updates: 61")))
            .trials()
            .get(0)
            .key());
  }

  @Test
  void aTrialHasItAsItWasWritten() {
    Values values = SweepFiles.plan(text(ONE_FOUR)).trials().get(0).config().values();
    assertEquals(2, values.of(Stages.SETTING).size());
    assertEquals(100, new TrainingConfig(values).updates());
  }
}
