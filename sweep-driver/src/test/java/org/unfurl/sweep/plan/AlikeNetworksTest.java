package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.file.SweepFile;

/** Networks that are told differently and are one on their system's grid. */
final class AlikeNetworksTest {

  private static final String FNO = "{ architecture: fno, width: 4, depth: 1, modes: 4 }";
  private static final String FNO_PADDED =
      "{ architecture: fno, width: 4, depth: 1, modes: 4, padding: [0.25, 0.5] }";
  private static final String GRAPH =
      "{ architecture: graph, width: 4, depth: 1, neighbours: [sides, sides-and-corners] }";

  private static String text(String system, String network) {
    return SweepFiles.MINIMAL
        .replace("task: correction", "task: prediction\nbaselines: []")
        .replace("kuramoto-sivashinsky", system)
        .replace("{ architecture: conv-resnet, width: 10, depth: 2 }", network);
  }

  private static List<String> keys(String system, String network) {
    return SweepFiles.plan(text(system, network)).keys();
  }

  @Test
  void aMarginThatAPeriodicLineDoesNotHaveMakesNoTrial() {
    assertEquals(keys("kuramoto-sivashinsky", FNO), keys("kuramoto-sivashinsky", FNO_PADDED));
    assertEquals(2, keys("wake-quick", FNO_PADDED).size());
    assertEquals(3, keys("[kuramoto-sivashinsky, wake-quick]", FNO_PADDED).size());
  }

  @Test
  void cornersThatALineDoesNotHaveMakeNoTrial() {
    assertEquals(1, keys("kuramoto-sivashinsky", GRAPH).size());
    assertEquals(2, keys("kolmogorov-quick", GRAPH).size());
  }

  @Test
  void whatAllBlocksHaveMakesNoTrialWhereThereAreNone() {
    assertEquals(
        1 + 3,
        keys(
                "kuramoto-sivashinsky",
                "{ architecture: resnet, width: 4, depth: [0, 1], activation: [relu, leaky-relu,"
                    + " gelu] }")
            .size());
  }

  @Test
  void variantsAreHeldToTheGridToo() {
    Plan plan =
        SweepFiles.plan(
            text("kuramoto-sivashinsky", FNO)
                + "variants: { thin: { network: { padding: 0.25 } }, wide: { network: { padding:"
                + " 0.5 } } }\n");
    assertEquals(keys("kuramoto-sivashinsky", FNO), plan.keys());
    assertEquals(List.of("thin"), List.copyOf(plan.variants().values()));
  }

  @Test
  void thePlanListsWhatTheNetworkIsThere() {
    String view = PlanView.of(SweepFiles.plan(text("kuramoto-sivashinsky", FNO_PADDED)), 1);
    assertTrue(view.contains("- fno width 4 depth 1 gelu modes 4, "), view);
    assertFalse(view.contains("padding"), view);
  }

  @Test
  void aNetworkThatCannotBeIsReportedWhereItStands() {
    String second = FNO_PADDED.replace("modes: 4", "modes: 40");
    String problem =
        ((SweepFile.Result.Invalid)
                SweepFile.read(
                    text("kuramoto-sivashinsky", "\n  - " + FNO + "\n  - " + second), "f"))
            .report();
    assertEquals(
        "f:9: network (fno on kuramoto-sivashinsky) cannot be built: modes (40) must be at most 25"
            + " on a line of 48 points; set modes: 25 or refine the grid\n",
        problem);
  }
}
