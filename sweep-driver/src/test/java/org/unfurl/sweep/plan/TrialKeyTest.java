package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sim.system.Split;

final class TrialKeyTest {

  private static Set<String> keys(String text) {
    return SweepFiles.plan(text).trials().stream().map(Trial::key).collect(Collectors.toSet());
  }

  private static TrialConfig minimal() {
    return SweepFiles.plan(SweepFiles.MINIMAL).trained().get(0).config();
  }

  private static TrialConfig withOwnData(String checksum) {
    TrialConfig.Trained trained = (TrialConfig.Trained) minimal();
    return new TrialConfig.Trained(
        trained.sweepSeed(),
        trained.evaluation(),
        trained.values(),
        List.of(
            new ReferenceSpec(
                trained.system(), 1.25, Split.TRAIN, 6, 1250, new Seed(0), checksum)));
  }

  @Test
  void ownDataCountByTheirChecksum() {
    String json = TrialKey.canonicalJson(withOwnData("ab12"));
    assertTrue(json.contains("\"own-references\":{\"train\":{\"1.25\":\"ab12\"}},"), json);
    assertNotEquals(TrialKey.of(withOwnData("ab12")), TrialKey.of(withOwnData("ab13")));
    assertNotEquals(TrialKey.of(withOwnData("ab12")), TrialKey.of(minimal()));
  }

  @Test
  void hashesThisText() {
    assertEquals(
        "{\"evaluation\":{\"error-horizon\":12,\"rollout-frames\":200,\"tests\":10},"
            + "\"modality\":\"wig\","
            + "\"network\":{\"architecture\":\"conv-resnet\",\"depth\":2,\"width\":10},"
            + "\"schema\":3,\"scheme\":\"etd1\",\"seed\":0,\"sweep-seed\":0,"
            + "\"system\":\"kuramoto-sivashinsky\",\"task\":\"correction\","
            + "\"training\":{\"batch-size\":16,\"frames\":1250,"
            + "\"learning-rate\":{\"decay\":0.9,\"every\":2000,\"initial\":0.001},"
            + "\"trajectories\":6,\"updates\":100},\"unroll-length\":3}",
        TrialKey.canonicalJson(minimal()));
  }

  /**
   * If this fails, every result of every user has lost its trial. Only a change of meaning is worth
   * that; raise the schema version with it.
   */
  @Test
  void keysStayWhatTheyWere() {
    // sha256sum of the text above.
    assertEquals("fbd2d70ac751e7b93c6e5d8dc327fb41", TrialKey.of(minimal()));
  }

  @Test
  void orderOfTheFileDoesNotMatter() {
    String permuted =
        """
        training:
          learning-rate: { every: 2000, initial: 0.001 }
          updates: 100
        network: { depth: 2, width: 10, architecture: conv-resnet }
        seed: [0]
        modality: wig
        task: correction
        system: kuramoto-sivashinsky
        sweep: another-name
        """;
    assertEquals(keys(SweepFiles.MINIMAL), keys(permuted));
  }

  @Test
  void addingAValueKeepsOldKeys() {
    Set<String> more =
        keys(
            SweepFiles.MINIMAL
                .replace("seed: 0", "seed: [4, 0]")
                .replace("modality: wig", "modality: [one, wig]"));
    assertTrue(more.containsAll(keys(SweepFiles.MINIMAL)));
    assertEquals(2 * 2 + 2, more.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep: minimal | sweep-seed: 1⏎sweep: minimal",
        "task: correction | task: sequential-correction",
        "task: correction | task: correction⏎scheme: etdrk2",
        "modality: wig | modality: nog",
        "modality: wig | modality: wig⏎unroll-length: 4",
        "modality: wig | modality: wig⏎warm-up: 1",
        "modality: wig | modality: wig⏎truncation: 1",
        "seed: 0 | seed: 1",
        "width: 10 | width: 11",
        "depth: 2 | depth: 3",
        "updates: 100 | updates: 101",
        "updates: 100 | batch-size: 17⏎  updates: 100",
        "updates: 100 | frames: 1251⏎  updates: 100",
        "initial: 1e-3 | initial: 2e-3",
        "initial: 1e-3 | initial: 1e-3, decay: 0.8",
        "initial: 1e-3 | initial: 1e-3, every: 1999",
        "seed: 0 | evaluation: { tests: 9 }⏎seed: 0",
        "seed: 0 | evaluation: { error-horizon: 11 }⏎seed: 0",
        "seed: 0 | evaluation: { rollout-frames: 201 }⏎seed: 0"
      })
  void everySettingMatters(String before, String after) {
    String text = SweepFiles.MINIMAL.replace(before, after.replace("⏎", "\n"));
    assertNotEquals(SweepFiles.MINIMAL, text);
    assertNotEquals(TrialKey.of(minimal()), SweepFiles.plan(text).trained().get(0).key(), text);
  }

  /** A component that is added to this record must be added to the key as well. */
  @Test
  void noComponentOfTheEvaluationIsForgotten() {
    String json = TrialKey.canonicalJson(minimal());
    for (RecordComponent component : Evaluation.class.getRecordComponents()) {
      String key = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertTrue(json.contains("\"" + key + "\":"), component.toString());
    }
  }

  @Test
  void theSchemaIsReadBack() {
    assertEquals(3, TrialKey.schemaOf(TrialKey.canonicalJson(minimal())));
    assertEquals(2, TrialKey.schemaOf("{\"schema\":2,\"seed\":0}"));
    assertEquals(0, TrialKey.schemaOf("{}"));
  }

  @Test
  void baselinesHaveKeysOfTheirOwn() {
    List<String> json =
        SweepFiles.plan(SweepFiles.MINIMAL).baselines().stream()
            .map(trial -> TrialKey.canonicalJson(trial.config()))
            .sorted()
            .toList();
    String evaluation =
        "\"evaluation\":{\"error-horizon\":12,\"rollout-frames\":200,\"tests\":10},";
    String end = "\"sweep-seed\":0,\"system\":\"kuramoto-sivashinsky\"}";
    assertEquals(
        List.of(
            "{\"baseline\":\"persistence\"," + evaluation + "\"schema\":3," + end,
            "{\"baseline\":\"solver\"," + evaluation + "\"schema\":3,\"scheme\":\"etd1\"," + end),
        json);
  }
}
