package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.Size;

/** What a size by its parameters and APEBench's names become. */
final class NetworkSizesTest {

  private static Plan plan(String network) {
    return SweepFiles.plan(
        SweepFiles.MINIMAL
                .replace("network: { architecture: conv-resnet, width: 10, depth: 2 }", network)
                .replace("seed: 0", "seed: 0\nbaselines: []")
            + "");
  }

  private static List<String> keys(String network) {
    return plan(network).keys();
  }

  private static List<String> labels(String network) {
    return List.copyOf(new TreeSet<>(plan(network).trained().stream().map(Trial::label).toList()));
  }

  @Test
  void aTrialHasTheWidthAndNotTheWish() {
    assertEquals(
        keys("network: { architecture: conv-resnet, width: 26, depth: 8 }"),
        keys("network: { architecture: conv-resnet, parameters: 33k, depth: 8 }"));
    assertEquals(
        keys("network: { architecture: conv-resnet, width: 26, depth: 8 }"),
        keys("network: { architecture: conv-resnet, parameters: 33000, depth: 8 }"));
  }

  @Test
  void equalNetworksAreOneTrial() {
    assertEquals(
        1,
        keys("network: { architecture: conv-resnet, parameters: [33k, 33.1k], depth: 8 }").size());
  }

  @Test
  void labelsShowAWidthWhereNothingElseTellsTrialsApart() {
    assertEquals(
        List.of("width14", "width26"),
        labels("network: { architecture: conv-resnet, parameters: [10k, 33k], depth: 8 }"));
    assertEquals(
        List.of("conv-resnet", "resnet"),
        labels("network: { architecture: [conv-resnet, resnet], parameters: 33k, depth: 8 }"));
    assertEquals(
        List.of("width26", "width27"),
        labels(
            "network:\n  - { architecture: conv-resnet, width: 27, depth: 8 }\n"
                + "  - { architecture: conv-resnet, parameters: 33k, depth: 8 }"));
  }

  @Test
  void everySystemHasAWidthOfItsOwn() {
    Plan plan =
        SweepFiles.plan(
            SweepFiles.MINIMAL
                .replace("kuramoto-sivashinsky", "[kuramoto-sivashinsky, gray-scott]")
                .replace("width: 10", "parameters: 33k"));
    assertEquals(
        List.of(30, 52),
        plan.trained().stream()
            .map(trial -> trial.config().values().of(Size.WIDTH))
            .sorted()
            .toList());
  }

  @Test
  void aNameOfApebenchIsTheNetworkThatItsSettingsAre() {
    assertEquals(
        keys("network: { architecture: fno, modes: 12, width: 18, depth: 4 }"),
        keys("network: FNO;12;18;4;gelu"));
    assertEquals(
        keys("network: { architecture: dilated-resnet, width: 32, depth: 2 }"),
        keys("network: [Dil;2;32;2;relu]"));
  }

  @Test
  void aNameOfApebenchCanBeExcluded() {
    Plan plan =
        plan("network: [Conv;34;10;relu, Res;26;8;relu]\nexclude: [{ network: Res;26;8;relu }]");
    assertEquals(1, plan.trained().size());
    assertEquals("conv", plan.trained().get(0).config().values().of(Architectures.ARCHITECTURE));
  }

  @Test
  void aResolvedFileKeepsTheWish() {
    String text =
        SweepFile.write(
            SweepFiles.valid(SweepFiles.MINIMAL.replace("width: 10", "parameters: 1.2M")));
    assertEquals(text, SweepFile.write(SweepFiles.valid(text)));
    assertFalse(text.contains("width:"), text);
  }
}
