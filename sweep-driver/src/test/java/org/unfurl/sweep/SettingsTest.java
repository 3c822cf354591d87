package org.unfurl.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.PlanView;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.report.Summary;
import org.unfurl.sweep.table.Column;
import org.unfurl.sweep.table.ColumnType;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.Tables;
import org.unfurl.sweep.table.TrialRecord;
import org.unfurl.sweep.table.TrialRow;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.task.Task;
import org.unfurl.train.trainer.Effort;

/**
 * A setting is declared once, and is found in every place that knows settings: here one that is
 * declared in this test alone, and everywhere those that are registered.
 */
final class SettingsTest {

  private static final Setting<Double> STIFFNESS =
      Setting.realFrom("training.stiffness", 0, 1)
          .preset(0.0)
          .neutral(0.0)
          .example(0.5)
          .matters(others -> others.find(Task.SETTING).map(Task::usesSolver).orElse(true))
          .meaning("how stiff the solver is");

  private static final Setting<List<Integer>> LADDER =
      Setting.wholeNumbers("network.ladder", 1, 99).preset(List.of(1)).meaning("of each level");

  private static final TrialSettings SETTINGS =
      TrialSettings.registered().with(STIFFNESS).with(LADDER);

  private static SweepFile.Result read(String text) {
    return SweepFile.read(text, "f", SETTINGS);
  }

  private static Sweep sweep(String setting) {
    SweepFile.Result result = read(text(setting));
    if (result instanceof SweepFile.Result.Invalid invalid) {
      throw new AssertionError(invalid.report());
    }
    return ((SweepFile.Result.Valid) result).sweep();
  }

  private static String text(String setting) {
    return SweepFiles.MINIMAL
        .replace("task: correction", "task: [prediction, correction]")
        .concat(setting)
        .concat("baselines: []\n");
  }

  private static String problem(String setting) {
    return ((SweepFile.Result.Invalid) read(text(setting))).report();
  }

  private static List<String> labels(Sweep sweep) {
    return Plan.of(sweep).trials().stream().map(Trial::label).sorted().toList();
  }

  private static Trial trial(String setting, String label) {
    return Plan.of(sweep(setting)).trials().stream()
        .filter(trial -> trial.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aValueIsReadAndAListIsAnAxis() {
    assertEquals(List.of(0.0), sweep("").axes().of(STIFFNESS));
    assertEquals(List.of(0.5), sweep("  stiffness: 0.5\n").axes().of(STIFFNESS));
    assertEquals(List.of(0.0, 0.5), sweep("  stiffness: [0, 0.5]\n").axes().of(STIFFNESS));
  }

  @Test
  void whatIsWrongIsAProblemWithItsLine() {
    assertEquals(
        "f:10: stiffness (2) must be from 0 to 1, such as 0.5\n", problem("  stiffness: 2\n"));
    assertEquals(
        "f:10: stiffness (hard) must be a number, such as 0.5\n", problem("  stiffness: hard\n"));
    assertEquals(
        "f:10: key (stifness) is unknown in training; did you mean stiffness?\n",
        problem("  stifness: 0.5\n"));
  }

  @Test
  void theResolvedFileHasIt() {
    assertTrue(SweepFile.write(sweep("")).contains("\n  stiffness: 0\n"));
    Sweep sweep = sweep("  stiffness: [0, 0.5]\n");
    assertTrue(SweepFile.write(sweep).contains("\n  stiffness: [0, 0.5]\n"));
    assertEquals(sweep, ((SweepFile.Result.Valid) read(SweepFile.write(sweep))).sweep());
  }

  @Test
  void whereItDoesNotMatterItMakesNoSecondTrial() {
    assertEquals(
        List.of("correction/stiffness0", "correction/stiffness0.5", "prediction"),
        labels(sweep("  stiffness: [0, 0.5]\n")));
  }

  @Test
  void itCanBeExcluded() {
    assertEquals(
        List.of("correction/stiffness0", "prediction"),
        labels(sweep("  stiffness: [0, 0.5]\nexclude: [{ training: { stiffness: 0.5 } }]\n")));
  }

  @Test
  void aKeyHasItUnlessItDoesNothing() {
    String file = "  stiffness: [0, 0.5]\n";
    TrialConfig neutral = trial(file, "correction/stiffness0").config();
    TrialConfig stiff = trial(file, "correction/stiffness0.5").config();
    assertTrue(TrialKey.canonicalJson(stiff, SETTINGS).contains(",\"stiffness\":0.5,"));
    assertFalse(TrialKey.canonicalJson(neutral, SETTINGS).contains("stiffness"));
    assertEquals(trial("", "correction").key(), TrialKey.of(neutral, SETTINGS));
    assertNotEquals(trial("", "correction").key(), TrialKey.of(stiff, SETTINGS));
  }

  @Test
  void aPlanListsItsValues() {
    String view = PlanView.of(Plan.of(sweep("  stiffness: [0, 0.5]\n")), 1);
    assertTrue(view.contains("stiffness 0 or 0.5"), view);
  }

  @Test
  void aTableHasItsColumn() {
    Column<TrialRecord> column =
        Tables.columns(SETTINGS).stream()
            .filter(candidate -> candidate.name().equals("stiffness"))
            .findFirst()
            .orElseThrow();
    assertEquals(ColumnType.DOUBLE, column.type());
    assertEquals("how stiff the solver is", column.meaning());
    String file = "  stiffness: [0, 0.5]\n";
    assertEquals(0.5, column.value().apply(record(trial(file, "correction/stiffness0.5"))));
    assertEquals(0.0, column.value().apply(record(trial(file, "correction/stiffness0"))));
    assertNull(column.value().apply(record(trial(file, "prediction"))));
  }

  @Test
  void aSummaryHasALineForEachValueAndPairsThem() {
    List<TrialRow> rows = new ArrayList<>();
    for (double stiffness : List.of(0.0, 0.5)) {
      rows.add(row("one", stiffness, 0.4));
      rows.add(row("wig", stiffness, 0.2 + stiffness));
    }
    List<String> lines =
        Summary.text(rows.stream().map(TrialRow::trialKey).toList(), rows, "results/s", SETTINGS)
            .lines()
            .map(line -> line.replaceAll("\\s+", " "))
            .toList();
    assertEquals(
        List.of(
            "correction, stiffness 0",
            "one 1 - - 1 - 1.00",
            "wig 1 - - 0.500 - 1.00",
            "correction, stiffness 0.5",
            "one 1 - - 1 - 1.00",
            "wig 1 - - 1.75 - 1.00"),
        lines.subList(2, 8).stream().map(String::strip).toList());
  }

  @Test
  void aListThatIsOneValueIsNoAxis() {
    String network = "width: 10, depth: 2";
    String one = SweepFiles.MINIMAL.replace(network, network + ", ladder: [8, 20, 8]");
    String two = SweepFiles.MINIMAL.replace(network, network + ", ladder: [[8, 20, 8], [4]]");
    Sweep first = ((SweepFile.Result.Valid) read(one)).sweep();
    Sweep second = ((SweepFile.Result.Valid) read(two)).sweep();
    assertEquals(List.of(List.of(8, 20, 8)), first.axes().of(LADDER));
    assertEquals(List.of(List.of(8, 20, 8), List.of(4)), second.axes().of(LADDER));
    for (Sweep sweep : List.of(first, second)) {
      assertEquals(sweep, ((SweepFile.Result.Valid) read(SweepFile.write(sweep))).sweep());
    }
    Trial trial = Plan.of(first).trained().get(0);
    assertTrue(
        TrialKey.canonicalJson(trial.config(), SETTINGS).contains("\"ladder\":[8,20,8]"),
        trial.toString());
  }

  @Test
  void theDocumentationIsHeldToIt() throws IOException {
    List<Setting<?>> undocumented = new ArrayList<>();
    for (Setting<?> setting : SETTINGS.all()) {
      if (!SettingPages.missing(setting).isEmpty()) {
        undocumented.add(setting);
      }
    }
    assertEquals(List.of(STIFFNESS, LADDER), undocumented);
  }

  static List<Setting<?>> registered() {
    return TrialSettings.registered().all();
  }

  @ParameterizedTest
  @MethodSource("registered")
  void aRegisteredSettingSaysAllThatIsAskedOfIt(Setting<?> setting) throws IOException {
    assertFalse(setting.meaning().isBlank());
    assertFalse(setting.meaning().contains("|"), "a table's cells are divided by it");
    assertTrue(!setting.examples().isEmpty() || setting.equals(Task.SCHEME), "messages need one");
    assertEquals(List.of(), SettingPages.missing(setting));
  }

  @Test
  void namesInLabelsAndHeadingsAreDistinct() {
    List<String> names = registered().stream().map(Setting::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
  }

  private static TrialRecord record(Trial trial) {
    return new TrialRecord(
        new TrialResult(
            trial,
            new Outcome.Ok(),
            1,
            Effort.none(),
            List.of(),
            List.of(),
            new TrialResult.Timing(0, 0, 0, 0),
            0,
            "host",
            ""),
        new Provenance("sweep", "run", "code"),
        "{}");
  }

  private static TrialRow row(String modality, double stiffness, double error) {
    Map<String, Object> row = new HashMap<>();
    row.put("trial_key", modality + stiffness);
    row.put("system", "kuramoto-sivashinsky");
    row.put("task", "correction");
    row.put("modality", modality);
    row.put("stiffness", stiffness);
    row.put("seed", 0L);
    row.put("train_seconds", 1.0);
    row.put("relative_error", error);
    row.put("error_horizon", 12);
    return TrialRow.of(OutcomeKind.OK, row, SETTINGS);
  }
}
