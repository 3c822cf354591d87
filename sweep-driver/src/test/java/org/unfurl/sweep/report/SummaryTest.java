package org.unfurl.sweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.table.TrialRow;

class SummaryTest {

  @Test
  void aFailureWithoutAnErrorIsNamedByItsOutcome() {
    TrialRow lost = SampleRows.notOk("prediction", "one", 3, 1, OutcomeKind.LOST);
    String text = Summary.text(List.of(lost.trialKey()), List.of(lost), "results/quickstart");
    assertTrue(
        text.contains("first failure: LOST: its machine burnt, trial prediction/one/m3/s1\n"),
        text);
  }

  @Test
  void quickstart() {
    List<TrialRow> rows =
        List.of(
            SampleRows.baseline("solver", 0.065, 61.5),
            SampleRows.baseline("persistence", 0.19, 3),
            SampleRows.ok("correction", "wig", 3, 0, 0.010, 200),
            SampleRows.ok("correction", "wig", 3, 1, 0.012, 200),
            SampleRows.ok("correction", "wig", 3, 2, 0.009, 200),
            SampleRows.ok("correction", "one", 3, 0, 0.020, 150),
            SampleRows.ok("correction", "one", 3, 1, 0.018, 160),
            SampleRows.ok("correction", "one", 3, 2, 0.021, 155),
            SampleRows.ok("prediction", "one", 3, 0, 0.2, 9),
            SampleRows.notOk("prediction", "one", 3, 1, OutcomeKind.FAILED),
            SampleRows.ok("prediction", "nog", 3, 0, 0.1, 12),
            SampleRows.notOk("prediction", "nog", 3, 1, OutcomeKind.TRAINING_DIVERGED));
    List<String> planned = new ArrayList<>(rows.stream().map(TrialRow::trialKey).toList());
    planned.add("not-run-yet");

    // Means and the ratio of correction: see EstimateTest and PairedRatioTest for their origin.
    assertEquals(
        """
        modality          n      interpolation     extrapolation          ratio to one     stable  seconds
        -----------  ------  -----------------  ----------------  --------------------  ---------  -------
        correction
        one               3   0.0157 +- 0.0030  0.0236 +- 0.0046                     1  155 +- 12     42.5
        wig               3  0.00827 +- 0.0030  0.0124 +- 0.0046  0.523 [0.299, 0.913]     >= 200     42.5
        prediction
        one          1 of 2              0.160             0.240                     1       9.00     42.0
        nog          1 of 2             0.0800             0.120                 0.500       12.0     42.0
        baseline
        persistence       1              0.152             0.228                     -       3.00        -
        solver            1             0.0520            0.0780                     -       61.5        -

        interpolation, extrapolation: relative error (squared error over squared maximum of the reference, mean
        over 12 frames) on unseen parameters; ratio to one: the same error over that of modality one, seed by seed;
        stable: frames until the rollout leaves the physics; +- and [ ] are 95 % intervals over n seeds

        first failure: java.lang.IllegalStateException: a bug, trial prediction/one/m3/s1
        planned 13 = ok 10 + training-diverged 1 + failed 1 + missing 1
        tables: results/quickstart/trials/*.parquet, and beside it rollouts, losses,
                references, plan, environment
        """,
        Summary.text(planned, rows, "results/quickstart"));
  }

  @Test
  void anAxisThatVariesGetsAColumnAndItsOwnComparison() {
    List<TrialRow> rows =
        List.of(
            SampleRows.ok("correction", "one", 2, 0, 0.4, 9),
            SampleRows.ok("correction", "wig", 2, 0, 0.2, 9),
            SampleRows.ok("correction", "one", 16, 0, 0.4, 9),
            SampleRows.ok("correction", "wig", 16, 0, 0.1, 9));
    List<String> lines = lines(rows);
    assertEquals(List.of("m", "modality", "n"), words(lines.get(0)).subList(0, 3));
    assertEquals("correction", lines.get(2));
    assertEquals(List.of("2", "one"), words(lines.get(3)).subList(0, 2));
    assertEquals("0.500", words(lines.get(4)).get(5));
    assertEquals(List.of("16", "wig"), words(lines.get(6)).subList(0, 2));
    assertEquals("0.250", words(lines.get(6)).get(5));
  }

  @Test
  void anySettingThatVariesMakesLinesOfItsOwnAndIsPaired() {
    List<TrialRow> rows =
        List.of(
            SampleRows.ok("one", 0, 0.4, "learning_rate", 1e-3),
            SampleRows.ok("wig", 0, 0.2, "learning_rate", 1e-3),
            SampleRows.ok("one", 0, 0.3, "learning_rate", 1e-4),
            SampleRows.ok("wig", 0, 0.03, "learning_rate", 1e-4));
    List<String> lines = lines(rows);
    assertEquals("correction, rate 0.0001", lines.get(2));
    assertEquals("0.100", words(lines.get(4)).get(4));
    assertEquals("correction, rate 0.001", lines.get(5));
    assertEquals("0.500", words(lines.get(7)).get(4));
  }

  @Test
  void aVariantHeadsTheLinesOfItsTrialsByItsName() {
    Plan plan =
        SweepFiles.plan(
            SweepFiles.MINIMAL
                + "variants: { short: { unroll-length: 2 }, long: { unroll-length: 8 } }\n");
    List<TrialRow> rows =
        plan.trained().stream()
            .map(trial -> SampleRows.ok("wig", 0, 0.2, "trial_key", trial.key()))
            .toList();
    List<String> lines = Summary.text(plan, rows, "results/s").lines().toList();
    assertTrue(lines.contains("correction, variant long"), lines.toString());
    assertTrue(lines.contains("correction, variant short"), lines.toString());
  }

  @Test
  void whatOneIgnoresDoesNotHinderAComparisonWithIt() {
    List<TrialRow> rows =
        List.of(
            SampleRows.ok("correction", "one", 3, 0, 0.4, 9),
            SampleRows.ok("wig", 0, 0.2, "truncation", 1),
            SampleRows.ok("wig", 0, 0.1, "truncation", 2));
    List<String> lines = lines(rows);
    assertEquals(List.of("cut", "modality", "n"), words(lines.get(0)).subList(0, 3));
    assertEquals(List.of("-", "one"), words(lines.get(3)).subList(0, 2));
    assertEquals("0.500", words(lines.get(4)).get(5));
    assertEquals("0.250", words(lines.get(5)).get(5));
  }

  @Test
  void rowsOutsideThePlanAreCountedNotShown() {
    List<TrialRow> rows =
        List.of(
            SampleRows.ok("correction", "one", 2, 0, 0.4, 9),
            SampleRows.ok("correction", "one", 2, 1, 0.4, 9));
    String text = Summary.text(List.of(rows.get(0).trialKey()), rows, "results/s");
    assertTrue(text.contains("planned 1 = ok 1 (and 1 from earlier plans, not shown)\n"), text);
    assertEquals("1", words(text.lines().toList().get(3)).get(1));
  }

  @Test
  void noLineIsLongerThan110Columns() {
    List<TrialRow> rows =
        Stream.of("sequential-correction", "residual-prediction")
            .flatMap(
                task ->
                    Stream.of(2, 16)
                        .flatMap(
                            m ->
                                Stream.of("one", "nog", "wig")
                                    .flatMap(
                                        modality ->
                                            Stream.of(0L, 1L, 2L)
                                                .map(
                                                    seed ->
                                                        SampleRows.ok(
                                                            task,
                                                            modality,
                                                            m,
                                                            seed,
                                                            1.234e-5 * (seed + m),
                                                            100.0 + seed)))))
            .toList();
    List<String> lines = lines(rows);
    assertEquals("residual-prediction", lines.get(2));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 110), String.join("\n", lines));
  }

  @Test
  void aSweepWithoutRowsSaysSo() {
    assertEquals(
        """
        planned 2 = missing 2
        tables: results/s/trials/*.parquet, and beside it rollouts, losses,
                references, plan, environment
        """,
        Summary.text(List.of("a", "b"), List.of(), "results/s"));
  }

  private static List<String> lines(List<TrialRow> rows) {
    return Summary.text(rows.stream().map(TrialRow::trialKey).toList(), rows, "results/s")
        .lines()
        .toList();
  }

  private static List<String> words(String line) {
    return List.of(line.trim().split("\\s+"));
  }
}
