package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.PlanView;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.optimise.LearningRate;
import org.unfurl.train.unroll.Unrolling;

/** Bundles of settings that change together. */
final class VariantsTest {

  private static final String BASE =
      """
      sweep: variants
      system: kuramoto-sivashinsky
      task: correction
      modality: wig
      seed: [0, 1]
      network: { architecture: conv-resnet, width: 10, depth: 2 }
      training:
        updates: 100
      baselines: []
      """;

  private static final String SHORT_AND_LONG =
      """
      variants:
        short: { unroll-length: 3, training: { learning-rate: { initial: 1e-3 } } }
        long: { unroll-length: 8, training: { learning-rate: { initial: 3e-4 } } }
      """;

  private static List<String> labels(String text) {
    return SweepFiles.plan(text).trials().stream().map(Trial::label).sorted().toList();
  }

  private static String problems(String text) {
    return ((SweepFile.Result.Invalid) SweepFile.read(text, "f")).report();
  }

  private static void roundTrips(String text) {
    Sweep sweep = SweepFiles.valid(text);
    assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)), SweepFile.write(sweep));
  }

  @Test
  void settingsOfAVariantChangeTogether() {
    Plan plan = SweepFiles.plan(BASE + SHORT_AND_LONG);
    Map<String, List<Object>> byLabel =
        plan.trials().stream()
            .collect(
                Collectors.toMap(
                    Trial::label,
                    trial ->
                        List.of(
                            trial.config().values().of(Unrolling.UNROLL_LENGTH),
                            trial.config().values().of(LearningRate.INITIAL))));
    assertEquals(
        Map.of(
            "short/s0", List.of(3, 1e-3),
            "short/s1", List.of(3, 1e-3),
            "long/s0", List.of(8, 3e-4),
            "long/s1", List.of(8, 3e-4)),
        byLabel);
  }

  @Test
  void thePlanKnowsTheNames() {
    Plan plan = SweepFiles.plan(BASE + SHORT_AND_LONG);
    for (Trial trial : plan.trials()) {
      assertEquals(trial.label().replaceAll("/.*", ""), plan.variants().get(trial.key()));
    }
    assertTrue(PlanView.of(plan, 1).contains("\nvariants        short, long\n"));
  }

  @Test
  void theNameIsNoPartOfTheKey() {
    String renamed = SHORT_AND_LONG.replace("short", "brief");
    assertEquals(
        SweepFiles.plan(BASE + SHORT_AND_LONG).keys(), SweepFiles.plan(BASE + renamed).keys());
  }

  @Test
  void aVariantAndTheSameSettingsWrittenOutAreOneTrial() {
    String written =
        BASE.replace("  updates: 100\n", "  updates: 100\n  learning-rate: { initial: 1e-3 }\n");
    String variants = "variants: { only: { training: { learning-rate: { initial: 1e-3 } } } }\n";
    assertEquals(SweepFiles.plan(written).keys(), SweepFiles.plan(BASE + variants).keys());
  }

  @Test
  void variantsThatMeanTheSameAreOneTrialOfTheFirstName() {
    String text =
        BASE.replace("modality: wig", "modality: one")
            + """
            variants:
              plain: { training: { learning-rate: { initial: 1e-3 } } }
              cut: { truncation: 2, training: { learning-rate: { initial: 1e-3 } } }
            """;
    assertEquals(List.of("plain/s0", "plain/s1"), labels(text));
  }

  @Test
  void whatAVariantLeavesOutIsAsTheRestOfTheFileSays() {
    String text =
        BASE.replace("  updates: 100\n", "  updates: 100\n  learning-rate: { initial: 1e-3 }\n")
                .replace("seed: [0, 1]", "seed: 0\nunroll-length: [4, 6]")
            + "variants: { base: {}, fixed: { unroll-length: 2 } }\n";
    assertEquals(List.of("base/m4", "base/m6", "fixed/m2"), labels(text));
    roundTrips(text);
  }

  @Test
  void variantsMayBeOfNetworks() {
    String text =
        BASE.replace("width: 10, depth: 2", "depth: 2")
                .replace("  updates: 100\n", "  updates: 100\n  learning-rate: { initial: 1e-3 }\n")
            + "variants: { thin: { network: { width: 4 } }, wide: { network: { width: 8 } } }\n";
    assertEquals(List.of("thin/s0", "thin/s1", "wide/s0", "wide/s1"), labels(text));
    String view = PlanView.of(SweepFiles.plan(text), 1);
    assertTrue(view.contains("conv-resnet width 4 depth 2"), view);
    assertTrue(view.contains("conv-resnet width 8 depth 2"), view);
    roundTrips(text);
  }

  @Test
  void variantsMayWishForParameters() {
    String rate = "  updates: 100\n  learning-rate: { initial: 1e-3 }\n";
    String text =
        BASE.replace("width: 10, depth: 2", "depth: 8").replace("  updates: 100\n", rate)
            + "variants: { thin: { network: { parameters: 10k } }, wide: { network: { parameters:"
            + " 33k } } }\n";
    assertEquals(
        Map.of("thin/s0", 14, "thin/s1", 14, "wide/s0", 26, "wide/s1", 26),
        SweepFiles.plan(text).trials().stream()
            .collect(
                Collectors.toMap(Trial::label, trial -> trial.config().values().of(Size.WIDTH))));
    roundTrips(text);
  }

  @Test
  void variantsMayHoldTheWholeNetwork() {
    String text =
        BASE.replaceAll("network: .*\n", "")
                .replace("  updates: 100\n", "  updates: 100\n  learning-rate: { initial: 1e-3 }\n")
            + """
            variants:
              thin: { network: { architecture: conv-resnet, width: 4, depth: 1 } }
              wide: { network: { architecture: conv-resnet, width: 8, depth: 2 } }
            """;
    assertEquals(4, labels(text).size());
    roundTrips(text);
  }

  @Test
  void oneCanBeExcluded() {
    String text = BASE + SHORT_AND_LONG + "exclude: [{ variants: long, seed: 1 }]\n";
    assertEquals(List.of("long/s0", "short/s0", "short/s1"), labels(text));
    roundTrips(text);
  }

  @Test
  void aNameThatIsNoVariantCannotBeExcluded() {
    assertEquals(
        "f:13: variants (lonk) in exclude must be a value of that axis; choose from short, long\n",
        problems(BASE + SHORT_AND_LONG + "exclude: [{ variants: lonk }]\n"));
  }

  @Test
  void theResolvedFileReadsBack() {
    roundTrips(BASE + SHORT_AND_LONG);
    String resolved = SweepFile.write(SweepFiles.valid(BASE + SHORT_AND_LONG));
    assertTrue(
        resolved.contains(
            """
            variants:
              short: { unroll-length: 3, training: { learning-rate: { initial: 0.001 } } }
              long: { unroll-length: 8, training: { learning-rate: { initial: 0.0003 } } }
            """),
        resolved);
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertEquals(
        """
        f:12: unroll-length (2000) must be at most 1000, such as 3
        f:13: key (unrol-length) is unknown in variant long; did you mean unroll-length?
        f:14: unroll-length (a list) must be a whole number, not a list, because a variant is one\
         value of each; choose one, such as unroll-length: 4
        f:15: variant (Too Big) must be a name of at most 60 lower-case letters, digits and\
         hyphens that begins with a letter or digit, such as long-unroll
        f:16: variant wrong (3) must be a map of settings, such as { unroll-length: 8 }
        """,
        problems(
            BASE.replace("updates: 100", "updates: 100\n  learning-rate: { initial: 1e-3 }")
                + """
                variants:
                  short: { unroll-length: 2000 }
                  long: { unrol-length: 8 }
                  both: { unroll-length: [4, 8] }
                  Too Big: {}
                  wrong: 3
                """));
  }

  @Test
  void whatEveryVariantSaysMustNotBeGivenToo() {
    assertEquals(
        "f:2: unroll-length (given here) does nothing, since every variant has its own; delete it,"
            + " or leave it out of one of the variants\n",
        problems(
            BASE.replace("sweep: variants\n", "sweep: variants\nunroll-length: 3\n")
                + SHORT_AND_LONG));
  }

  @Test
  void variantsAreAMap() {
    for (String written : List.of("short", "[a, b]", "{}")) {
      assertTrue(
          problems(BASE + "variants: " + written + "\n")
              .contains(
                  ") must be a map from names to maps of settings, such as variants: { short: {"
                      + " unroll-length: 3 }, long: { unroll-length: 8 } }\n"),
          written);
    }
  }
}
