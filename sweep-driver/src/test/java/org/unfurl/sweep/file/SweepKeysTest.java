package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.stage.Stages;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/** Holds docs/sweep-file.md to the reader. */
final class SweepKeysTest {

  private static final TrialSettings SETTINGS = TrialSettings.registered();

  private static String page;

  @BeforeAll
  static void readPage() throws IOException {
    page = Files.readString(Path.of("..", "docs", "sweep-file.md"));
  }

  /** The cells of the table below a heading, its header left out. */
  private static List<String[]> table(String heading) {
    List<String[]> rows = new ArrayList<>();
    boolean below = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("#")) {
        below = line.replaceAll("#+ ", "").equals(heading);
      } else if (below && line.startsWith("| `")) {
        rows.add(line.substring(2).split(" \\| "));
      }
    }
    return rows;
  }

  private static void assertDocumented(String heading, List<String> keys) {
    assertEquals(
        keys, table(heading).stream().map(row -> row[0].replace("`", "")).toList(), heading);
  }

  private static void assertNamed(List<String> words) {
    for (String word : words) {
      assertTrue(page.contains("`" + word + "`"), word + " is not in docs/sweep-file.md");
    }
  }

  @Test
  void everyKeyIsDocumentedAndNoOther() {
    assertDocumented("Keys", SweepKeys.top(SETTINGS));
    assertDocumented("network", SweepKeys.inside("network", SETTINGS));
    assertDocumented("training", SweepKeys.inside("training", SETTINGS));
    assertDocumented("learning-rate", SweepKeys.inside("training.learning-rate", SETTINGS));
    assertDocumented("stages", Stages.OF_A_STAGE.stream().map(Setting::key).toList());
    assertDocumented("validation", SweepKeys.inside("training.validation", SETTINGS));
    assertDocumented("divergence", SweepKeys.inside("training.divergence", SETTINGS));
    assertDocumented("evaluation", SweepKeys.EVALUATION_KEYS);
    assertDocumented("references", SweepKeys.REFERENCE_KEYS);
  }

  @Test
  void everyWordIsDocumented() {
    List<PhysicalSystem> systems = PhysicalSystems.builtIn();
    assertNamed(systems.stream().map(PhysicalSystem::name).toList());
    systems.stream().map(PhysicalSystem::schemes).forEach(SweepKeysTest::assertNamed);
    assertNamed(List.of(Task.values()).stream().map(Task::word).toList());
    assertNamed(List.of(Modality.values()).stream().map(Modality::word).toList());
    assertNamed(Architectures.names());
  }

  @ParameterizedTest
  @CsvSource({"Keys", "training", "learning-rate", "evaluation"})
  void documentedDefaultsHold(String heading) {
    String resolved = SweepFile.write(SweepFiles.valid(SweepFiles.MINIMAL));
    for (String[] row : table(heading)) {
      String key = row[0].replace("`", "");
      String preset = row[2];
      boolean spelledOut = preset.matches("[0-9.]+|\\[.*]");
      if (spelledOut) {
        assertTrue(
            resolved.lines().anyMatch(line -> line.strip().equals(key + ": " + preset)),
            key + ": " + preset + " is not in\n" + resolved);
      } else {
        boolean given = SweepFiles.MINIMAL.contains(key + ":");
        assertEquals(given, preset.equals("required"), key + " has the default " + preset);
      }
    }
  }

  @Test
  void documentedDefaultsOfNetworksHold() {
    for (String[] row : table("network")) {
      Setting<?> setting = SETTINGS.named("network." + row[0].replace("`", ""));
      assertEquals(presetText(setting), row[2], setting.key());
    }
  }

  private static <T> String presetText(Setting<T> setting) {
    return setting.preset().map(setting::text).orElse("required");
  }

  @Test
  void theExampleHasTheStatedTrials() {
    List<String> examples =
        Pattern.compile("```yaml\n(sweep:.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertEquals(1, examples.size());
    Plan plan = SweepFiles.plan(examples.get(0));
    assertEquals(68, plan.trained().size());
    assertEquals(2, plan.baselines().size());
  }

  @Test
  void everySystemIsDescribed() throws IOException {
    String systems = Files.readString(Path.of("..", "docs", "systems.md"));
    for (PhysicalSystem system : PhysicalSystems.builtIn()) {
      assertTrue(
          systems.contains("| `" + system.name() + "` |"), system.name() + " is not in systems.md");
    }
  }
}
