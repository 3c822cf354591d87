package org.unfurl.sweep.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unfurl.sim.metric.FrameScore;
import org.unfurl.sim.metric.RolloutScore;
import org.unfurl.sim.system.Split;
import org.unfurl.sweep.outcome.Outcome;
import org.unfurl.sweep.outcome.TrialResult;
import org.unfurl.sweep.outcome.TrialResult.TestScore;
import org.unfurl.sweep.outcome.TrialResult.Timing;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.storage.FolderTakenException;
import org.unfurl.sweep.storage.WriteLease;
import org.unfurl.sweep.table.Provenance;
import org.unfurl.sweep.table.ResultStore;
import org.unfurl.sweep.table.TrialRecord;
import org.unfurl.train.trainer.Effort;

/** Rows as a run would have left them, without running. */
public final class FinishedRows {

  private FinishedRows() {}

  /** A result; if OK, with relative error 0.25 on both test splits. */
  public static TrialResult result(Trial trial, Outcome outcome) {
    List<TestScore> scores = new ArrayList<>();
    if (outcome instanceof Outcome.Ok) {
      RolloutScore score =
          new RolloutScore(0.25, 0.0625, 3, 2, List.of(new FrameScore(0.25, 0.9, 0.01, 1)));
      scores.add(new TestScore(Split.INTERPOLATION, 1, 0, score));
      scores.add(new TestScore(Split.EXTRAPOLATION, 2, 0, score));
    }
    return new TrialResult(
        trial,
        outcome,
        100,
        new Effort(10, 160, 160, 160, 0, -1),
        List.of(),
        scores,
        new Timing(1_700_000_000_000L, 0.1, 2, 1),
        -1,
        "elsewhere",
        "");
  }

  /** Appends rows as an Unfurl with another schema of keys left them, one for each trial. */
  static void appendOlder(String results, Plan plan) {
    List<TrialRecord> records = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      Trial older =
          new Trial(
              "older-" + trial.key(), trial.label(), trial.config(), trial.predictedSeconds());
      records.add(
          new TrialRecord(
              result(older, new Outcome.Ok()),
              new Provenance(plan.sweep().name(), "run-0", "older-code"),
              TrialKey.canonicalJson(trial.config())
                  .replace("\"schema\":" + TrialKey.SCHEMA, "\"schema\":2")));
    }
    append(results, plan.sweep().name(), records);
  }

  /** Appends a row for each label, computed by code of this fingerprint. */
  public static void append(
      String results, Plan plan, String fingerprint, Map<String, Outcome> outcomesByLabel) {
    append(results, plan.sweep().name(), plan, fingerprint, outcomesByLabel);
  }

  /** Like the other, in the folder of a sweep of another name. */
  public static void append(
      String results,
      String name,
      Plan plan,
      String fingerprint,
      Map<String, Outcome> outcomesByLabel) {
    List<TrialRecord> records = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      if (outcomesByLabel.containsKey(trial.label())) {
        records.add(
            new TrialRecord(
                result(trial, outcomesByLabel.get(trial.label())),
                new Provenance(plan.sweep().name(), "run-1", fingerprint),
                TrialKey.canonicalJson(trial.config())));
      }
    }
    if (records.size() != outcomesByLabel.size()) {
      throw new IllegalArgumentException(
          "labels (" + outcomesByLabel.keySet() + ") must be of " + plan.trials());
    }
    append(results, name, records);
  }

  private static void append(String results, String name, List<TrialRecord> records) {
    Path sweep = SweepRun.sweepFolder(results, name);
    Configuration configuration = new Configuration();
    try (WriteLease lease =
            WriteLease.take(sweep, configuration, "a test", WriteLease.Timing.USUAL, line -> {});
        ResultStore store = ResultStore.open(sweep, configuration, lease)) {
      store.append(records);
    } catch (IOException | FolderTakenException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
