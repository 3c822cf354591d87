package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PlanViewTest {

  /** Wrapped rows as one line each. */
  private static String unwrapped(String view) {
    return view.replaceAll(",\n +(?!- )", ", ");
  }

  private static String row(String view, String name) {
    return view.lines().filter(line -> line.startsWith(name + " ")).findFirst().orElseThrow();
  }

  private static String item(String view, int index) {
    return unwrapped(view)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("- "))
        .toList()
        .get(index);
  }

  @Test
  void showsTheQuickstart() {
    String view = PlanView.of(SweepFiles.plan(SweepFiles.text("quickstart.yaml")), 2);

    assertEquals("task            prediction, correction", row(view, "task"));
    assertEquals("trials          18 and 2 baselines", row(view, "trials"));
    assertEquals(
        "network         on kuramoto-sivashinsky, 48 points, a frame carries 3 points to either"
            + " side",
        row(unwrapped(view), "network"));
    // 33,125: the study's count for its (26, 8) network. It sees 1 + 2 * 18 points.
    assertEquals(
        "- conv-resnet width 26 depth 8, 33,125 parameters, sees 37 points", item(view, 0));
    // 6 parameters x 6 trajectories x 1250 frames and 4 x 10 x 201 frames, of 48 doubles each:
    // 20.37e6 bytes.
    assertEquals("reference data  10 data sets, 20.4 MB", row(view, "reference data"));
  }

  @Test
  void showsWhatAWishedNumberOfParametersBecameInEverySystem() {
    String view =
        PlanView.of(
            SweepFiles.plan(
                SweepFiles.MINIMAL
                    .replace("system: k", "system: [kolmogorov-quick, k")
                    .replace("sky", "sky]")
                    .replace("width: 10", "parameters: 33k")),
            1);
    // Two channels and one feature on planes, one channel and one feature on lines.
    assertEquals(
        "- conv-resnet width 30 depth 2, 33,902 parameters for 33,000, sees 13 x 13 points",
        item(view, 0));
    assertEquals(
        "- conv-resnet width 52 depth 2, 33,177 parameters for 33,000, sees 13 points",
        item(view, 1));
    assertTrue(view.lines().allMatch(line -> line.length() <= 90), view);
  }

  @Test
  void warnsOfANetworkThatSeesLessThanAFrameCarries() {
    String shallow =
        SweepFiles.MINIMAL.replace(
            "network: { architecture: conv-resnet, width: 10, depth: 2 }",
            "network: Conv;34;1;relu");
    assertEquals(
        "narrow network  conv width 34 depth 1 relu, sees 2 points to either side,",
        row(
            PlanView.of(SweepFiles.plan(shallow.replace("correction", "prediction")), 1),
            "narrow network"));
    // What a frame carries farther is the solver's part of a correction.
    assertFalse(PlanView.of(SweepFiles.plan(shallow), 1).contains("narrow network"));
  }

  @Test
  void saysHowManyPointsWereDropped() {
    String file =
        SweepFiles.MINIMAL
            .replace("task: correction", "task: [prediction, correction]\nscheme: [etd1, etdrk2]")
            .concat("baselines: []\n");
    assertEquals(
        "trials          3 (of 4 grid points, less excluded and equal ones) and 0 baselines",
        row(PlanView.of(SweepFiles.plan(file), 1), "trials"));
  }

  /**
   * Of those that take more than a minute, as many as there are slots. Those are the tests: 10
   * trajectories of 201 frames of 2048 doubles, 32.9e6 bytes, and two states of 10 x 32,768
   * doubles, 5.2e6 bytes. Training, 6 trajectories of 1250 frames, is done before.
   */
  @Test
  void countsTheCheckpointsOfLongReferences() {
    Plan plan = SweepFiles.plan(SweepFiles.MINIMAL.replace("kuramoto-sivashinsky", "kolmogorov"));
    assertEquals(
        "reference data  8 data sets, 188.7 MB, up to 38.2 MB more while they are made",
        row(PlanView.of(plan, 1), "reference data"));
    assertEquals(
        "reference data  8 data sets, 188.7 MB, up to 76.3 MB more while they are made",
        row(PlanView.of(plan, 5), "reference data"));
  }

  @Test
  void endsAxesThatAreTooLongToRead() {
    StringBuilder seeds = new StringBuilder("seed: [0");
    for (int seed = 1; seed < 20_000; seed++) {
      seeds.append(", ").append(seed);
    }
    String view =
        PlanView.of(
            SweepFiles.plan(SweepFiles.MINIMAL.replace("seed: 0", seeds.append("]").toString())),
            4);
    assertTrue(view.contains(" 99, and 19,900 more\n"), view);
    assertTrue(view.lines().count() < 40, view);
  }

  @Test
  void wrapsLongAxes() {
    StringBuilder seeds = new StringBuilder("seed: [0");
    for (int seed = 1; seed < 60; seed++) {
      seeds.append(", ").append(seed);
    }
    String view =
        PlanView.of(
            SweepFiles.plan(SweepFiles.MINIMAL.replace("seed: 0", seeds.append("]").toString())),
            4);
    assertTrue(view.lines().allMatch(line -> line.length() <= 90), view);
    // 16 columns of margin, ten numbers of 3 and eleven of 4: 90, the last blank not written.
    assertTrue(view.contains(" 20,\n                21, 22,"), view);
  }
}
