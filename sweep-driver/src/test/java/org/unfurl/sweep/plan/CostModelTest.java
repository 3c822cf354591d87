package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CostModelTest {

  private static double seconds(String... replacements) {
    String text = SweepFiles.MINIMAL;
    for (int i = 0; i < replacements.length; i += 2) {
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return SweepFiles.plan(text).trained().get(0).predictedSeconds();
  }

  private static double perUpdate(String... replacements) {
    double none = seconds(with(replacements, "updates: 100", "updates: 0"));
    return (seconds(with(replacements, "updates: 100", "updates: 1000")) - none) / 1000;
  }

  private static String[] with(String[] replacements, String before, String after) {
    String[] more = Arrays.copyOf(replacements, replacements.length + 2);
    more[replacements.length] = before;
    more[replacements.length + 1] = after;
    return more;
  }

  @Test
  void agreesWithMeasuredUpdates() {
    // Our trainer, one core, three frames of 16 states: 5.3 ms (26, 8), 23.5 ms (52, 12).
    double small = perUpdate("width: 10, depth: 2", "width: 26, depth: 8");
    assertEquals(0.0053, small, 0.1 * 0.0053);
    double large = perUpdate("width: 10, depth: 2", "width: 52, depth: 12");
    assertEquals(0.0235, large, 0.1 * 0.0235);
  }

  @Test
  void ordersModalitiesAndTasks() {
    double one = perUpdate("wig", "one");
    double nog = perUpdate("wig", "nog");
    double wig = perUpdate();
    assertTrue(one <= nog && nog < wig, one + " <= " + nog + " < " + wig);
    assertTrue(perUpdate("task: correction", "task: prediction") < wig);
  }

  @Test
  void countsTheEvaluation() {
    assertTrue(
        seconds("seed: 0", "seed: 0\nevaluation: { rollout-frames: 400 }") > 1.01 * seconds());
  }

  @Test
  void referenceDataTakeTheirWarmUpToo() {
    TrialConfig config = SweepFiles.plan(SweepFiles.MINIMAL).trained().get(0).config();
    // 6 trajectories of 200 + 1250 frames of 48 values at 0.36 us / 48 each.
    assertEquals(6 * 1450 * 0.36e-6, CostModel.seconds(config.trainingReferences().get(0)), 1e-12);
  }
}
