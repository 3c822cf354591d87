package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.PlanView;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.optimise.LearningRate;

/** Settings that are drawn. */
final class SampledFileTest {

  private static final String BASE =
      """
      sweep: sampled
      system: kuramoto-sivashinsky
      task: correction
      modality: [one, wig]
      seed: 0
      network: { architecture: conv-resnet, depth: 2 }
      training:
        updates: 100
      baselines: []
      """;

  private static final String SAMPLE =
      """
      sample:
        count: 20
        network: { width: { integers: [8, 64] } }
        training: { learning-rate: { initial: { log-uniform: [1e-5, 1e-2] } } }
      """;

  private static Set<String> keys(String text) {
    return new HashSet<>(SweepFiles.plan(text).keys());
  }

  private static String problems(String text) {
    return ((SweepFile.Result.Invalid) SweepFile.read(text, "f")).report();
  }

  private static String only(String sample) {
    return problems(
        BASE.replace("depth: 2", "depth: 2, width: 4") + "sample:\n  count: 3\n" + sample);
  }

  @Test
  void theDrawsAreOneAxisThatMeetsTheOthers() {
    Plan plan = SweepFiles.plan(BASE + SAMPLE);
    assertEquals(40, plan.trials().size());
    Set<List<Object>> drawn =
        plan.trials().stream()
            .map(Trial::config)
            .map(
                config ->
                    List.<Object>of(
                        config.values().of(Size.WIDTH), config.values().of(LearningRate.INITIAL)))
            .collect(Collectors.toSet());
    assertEquals(20, drawn.size());
  }

  @Test
  void moreDrawsKeepTheTrialsThereWere() {
    Set<String> few = keys(BASE + SAMPLE);
    Set<String> many = keys(BASE + SAMPLE.replace("20", "50"));
    assertTrue(many.containsAll(few));
    assertEquals(100, many.size());
  }

  @Test
  void aDrawIsTheSameTrialAsItsValuesWrittenOut() {
    Sweep sweep = SweepFiles.valid(BASE + SAMPLE.replace("20", "1"));
    String written =
        BASE.replace("depth: 2", "depth: 2, width: " + sweep.axes().of(Size.WIDTH).get(0))
            .replace(
                "updates: 100",
                "updates: 100\n  learning-rate: { initial: "
                    + sweep.axes().of(LearningRate.INITIAL).get(0)
                    + " }");
    assertEquals(keys(written), keys(BASE + SAMPLE.replace("20", "1")));
  }

  @Test
  void drawsThatCoincideAreOneTrial() {
    String sample = "sample: { count: 40, network: { width: { integers: [3, 5] } } }\n";
    String text =
        BASE.replace("updates: 100", "updates: 100\n  learning-rate: { initial: 1e-3 }") + sample;
    Plan plan = SweepFiles.plan(text);
    assertEquals(6, plan.trials().size());
    assertTrue(
        PlanView.of(plan, 1).contains("40 draws (3 different), width integers 3 to 5\n"),
        PlanView.of(plan, 1));
  }

  @Test
  void everythingMayBeDrawn() {
    String sample =
        """
        sample:
          count: 30
          modality: { choices: [one, nog, wig] }
          unroll-length: { log-integers: [2, 16] }
          seed: { integers: [0, 1000000] }
          network:
            architecture: { choices: [conv-resnet] }
            width: { choices: [4, 8] }
            depth: { integers: [1, 3] }
          training:
            batch-size: { log-integers: [1, 64] }
            learning-rate: { initial: { log-uniform: [1e-5, 1e-2] }, decay: { uniform: [0.5, 1] } }
        """;
    String text = BASE.replaceAll("(network|modality|seed): .*\n", "") + sample;
    assertEquals(30, SweepFiles.plan(text).trials().size());
    roundTrips(text);
  }

  @Test
  void aWishForParametersMayBeDrawn() {
    String text =
        BASE.replace("  updates: 100\n", "  updates: 100\n  learning-rate: { initial: 1e-3 }\n")
                .replace("depth: 2", "depth: 8")
            + "sample: { count: 9, network: { parameters: { choices: [10k, 33k] } } }\n";
    assertEquals(
        Set.of(14, 26),
        SweepFiles.plan(text).trials().stream()
            .map(trial -> trial.config().values().of(Size.WIDTH))
            .collect(Collectors.toSet()));
    roundTrips(text);
    String ends = text.replace("choices: [10k, 33k]", "log-integers: [10k, 33k]");
    SweepFiles.plan(ends)
        .trials()
        .forEach(
            trial -> {
              int width = trial.config().values().of(Size.WIDTH);
              assertTrue(14 <= width && width <= 26, "width " + width);
            });
    roundTrips(ends);
  }

  @Test
  void theResolvedFileReadsBack() {
    roundTrips(BASE + SAMPLE);
    String resolved = SweepFile.write(SweepFiles.valid(BASE + SAMPLE));
    assertTrue(
        resolved.contains(
            """
            sample:
              count: 20
              network: { width: { integers: [8, 64] } }
              training: { learning-rate: { initial: { log-uniform: [0.00001, 0.01] } } }
            """),
        resolved);
  }

  @Test
  void aPlanSaysWhatIsDrawn() {
    String view = PlanView.of(SweepFiles.plan(BASE + SAMPLE), 1);
    assertTrue(
        view.contains(
            "\nsample          20 draws, width integers 8 to 64, rate log-uniform 0.00001 to"
                + " 0.01\n"),
        view);
    assertTrue(view.contains("rate drawn"), view);
  }

  @Test
  void whatIsDrawnMustNotBeGivenToo() {
    assertEquals(
        "f:6: width (given here) must not be drawn in sample too; delete one of them\n",
        problems(BASE.replace("depth: 2", "depth: 2, width: 4") + SAMPLE));
    assertEquals(
        "f:10: width (in sample) must not be in variants too; delete one of them\n",
        problems(BASE + SAMPLE + "variants: { thin: { network: { width: 3 } }, other: {} }\n"));
  }

  @Test
  void rangesStayInsideOfWhatTheSettingMayBe() {
    String rate = "  training: { learning-rate: { initial: ";
    assertEquals(
        "f:12: initial (20) must be above 0 and at most 10, such as 0.001\n",
        only(rate + "{ uniform: [1, 20] } } }\n"));
    assertEquals(
        "f:12: initial (0) must be above 0 and at most 10, such as 0.001\n",
        only(rate + "{ uniform: [0, 1] } } }\n"));
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    String rate = "  training: { learning-rate: { initial: ";
    assertEquals(
        "f:12: initial (1e-3) in sample must be a range, such as { log-uniform: [1e-5, 1e-2] }\n",
        only(rate + "1e-3 } }\n"));
    assertEquals(
        "f:12: key (log-unifrom) is unknown in initial in sample; did you mean log-uniform?\n",
        only(rate + "{ log-unifrom: [1e-5, 1e-2] } } }\n"));
    assertEquals(
        "f:12: initial (1e-2 to 1e-5) in sample must begin at its smaller end; write initial: {"
            + " log-uniform: [1e-5, 1e-2] }\n",
        only(rate + "{ log-uniform: [1e-2, 1e-5] } } }\n"));
    assertEquals(
        "f:12: initial (uniform: 1) in sample must have two ends, such as { log-uniform: [1e-5,"
            + " 1e-2] }\n",
        only(rate + "{ uniform: 1 } } }\n"));
    assertEquals(
        "f:12: initial (2 ranges) in sample must have one of uniform, log-uniform, choices, such as"
            + " { log-uniform: [1e-5, 1e-2] }\n",
        only(rate + "{ uniform: [1, 2], log-uniform: [1, 2] } } }\n"));
  }

  @Test
  void aLogarithmicRangeBeginsAboveZero() {
    assertEquals(
        "f:12: warm-up (0 to 2) in sample must begin above 0 to be log-integers; raise its smaller"
            + " end or use integers\n",
        problems(
                BASE.replace("depth: 2", "depth: 2, width: 4")
                    .replace("updates: 100", "updates: 100\n  learning-rate: { initial: 1e-3 }")
                    .concat("sample:\n  count: 3\n  warm-up: { log-integers: [0, 2] }\n"))
            .replace("f:13", "f:12"));
  }

  @Test
  void theCountIsAsked() {
    assertTrue(
        problems(BASE + SAMPLE.replace("  count: 20\n", ""))
            .contains("count (missing) must be given in sample, such as count: 20\n"));
    assertTrue(
        problems(BASE + SAMPLE.replace("20", "0"))
            .contains("f:11: count (0) must be at least 1, such as 20\n"));
  }

  @Test
  void somethingMustBeDrawn() {
    assertTrue(
        only("").contains("sample (no setting) must draw at least one setting, such as sample: {"),
        only(""));
  }

  private static void roundTrips(String text) {
    Sweep sweep = SweepFiles.valid(text);
    assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)), SweepFile.write(sweep));
  }
}
