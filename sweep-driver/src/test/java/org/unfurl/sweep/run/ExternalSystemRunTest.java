package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.external.ExternalSimulatorException;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;

/** A sweep over a system that is not ours, whose programs behave as they like. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are scripts of a POSIX shell")
class ExternalSystemRunTest {

  private static final String SWEEP =
      """
      sweep: shell
      system: shell-of-tests
      task: correction
      scheme: [still, crashing, hanging]
      modality: nog
      seed: 0
      network: { architecture: conv-resnet, width: 4, depth: 1 }
      baselines: [persistence]
      training:
        updates: 3
        frames: 6
        learning-rate: { initial: 1e-3 }
      evaluation: { tests: 2, error-horizon: 4, rollout-frames: 5 }
      """;

  @TempDir private Path results;

  @Test
  void aProgramThatFailsFailsItsTrialAndNoOther() throws RunRefusedException, InterruptedException {
    List<ProcessHandle> before = children();
    StringWriter console = new StringWriter();
    Plan plan = SweepFiles.plan(SWEEP);
    assertTrue(
        new SweepRun(
                plan,
                results.toString(),
                SparkSessions.configuration("local[2]"),
                new PrintWriter(console),
                false)
            .run(
                new SweepRun.Request(
                    plan.trials(), EnumSet.of(Only.MISSING), OptionalLong.empty(), "test")),
        console.toString());

    Map<String, TrialRow> rows =
        ResultReader.of(
                SweepRun.sweepFolder(results.toString(), plan.sweep().name()), new Configuration())
            .trials()
            .stream()
            .collect(Collectors.toMap(TrialRow::label, row -> row, (a, b) -> a, TreeMap::new));
    assertEquals(OutcomeKind.OK, rows.get("baseline/persistence").outcome(), console.toString());
    assertEquals(OutcomeKind.OK, rows.get("still").outcome(), console.toString());
    assertFailed(
        rows.get("crashing"), "ended with exit code 3 before it had answered step", "out of luck");
    assertFailed(rows.get("hanging"), "hung: no full answer to step", "within 3.0 s");
    List<ProcessHandle> left = children();
    left.removeAll(before);
    assertEquals(List.of(), left);
  }

  /** Nothing is trained first, to be thrown away afterwards. */
  @Test
  void aReferenceAtRestIsKnownBeforeAnyNetworkTrains()
      throws RunRefusedException, InterruptedException {
    Plan plan =
        SweepFiles.plan(
            SWEEP
                .replace("shell-of-tests", "resting-of-tests")
                .replace("[still, crashing, hanging]", "still"));
    StringWriter console = new StringWriter();
    assertTrue(
        new SweepRun(
                plan,
                results.toString(),
                SparkSessions.configuration("local[2]"),
                new PrintWriter(console),
                false)
            .run(
                new SweepRun.Request(
                    plan.trials(), EnumSet.of(Only.MISSING), OptionalLong.empty(), "test")),
        console.toString());
    List<TrialRow> rows =
        ResultReader.of(
                SweepRun.sweepFolder(results.toString(), plan.sweep().name()), new Configuration())
            .trials();
    assertEquals(2, rows.size());
    for (TrialRow row : rows) {
      assertEquals(OutcomeKind.REFERENCE_DIVERGED, row.outcome(), console.toString());
      assertTrue(
          row.errorMessage()
              .startsWith(
                  "the reference of resting-of-tests at parameter 1.5 is zero in the first two"
                      + " recorded frames of trajectory 0"),
          row.errorMessage());
    }
  }

  private static void assertFailed(TrialRow row, String... inMessage) {
    assertEquals(OutcomeKind.FAILED, row.outcome());
    assertEquals(ExternalSimulatorException.class.getName(), row.errorClass());
    for (String part : inMessage) {
      assertTrue(row.errorMessage().contains(part), row.errorMessage());
    }
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toList());
  }

  @Test
  void wigIsRefusedWhereItWouldNeedAnAdjointThatIsNotThere() {
    SweepFile.Result result =
        SweepFile.read(SWEEP.replace("modality: nog", "modality: [one, nog, wig]"), "f");
    assertEquals(
        List.of("crashing", "hanging", "still").stream()
            .map(
                scheme ->
                    "f:5: modality (wig) needs the adjoint of scheme ("
                        + scheme
                        + ") of system (shell-of-tests), which it does not have; use one or nog,"
                        + " exclude the combination, or offer a vjp\n")
            .collect(Collectors.joining()),
        ((SweepFile.Result.Invalid) result).report());
  }

  @Test
  void wigIsFineWhereNoGradientPassesTheSolver() {
    String wig = SWEEP.replace("modality: nog", "modality: wig");
    SweepFiles.valid(wig + "unroll-length: 1\n");
    SweepFiles.valid(wig + "truncation: 1\n");
    SweepFiles.valid(wig.replace("task: correction", "task: prediction"));
  }
}
