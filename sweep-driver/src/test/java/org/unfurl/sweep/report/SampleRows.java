package org.unfurl.sweep.report;

import java.util.HashMap;
import java.util.Map;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.TrialSettings;
import org.unfurl.sweep.table.TrialRow;

/** Rows of {@code trials} as read back. */
final class SampleRows {
  static final int HORIZON = 200;

  private SampleRows() {}

  static TrialRow ok(
      String task, String modality, int unrollLength, long seed, double error, double frames) {
    Map<String, Object> row = trained(task, modality, unrollLength, seed, OutcomeKind.OK);
    addScores(row, error, frames);
    return TrialRow.of(OutcomeKind.OK, row, TrialSettings.registered());
  }

  /** The same with another value in one column. */
  static TrialRow ok(String modality, long seed, double error, String column, Object value) {
    Map<String, Object> row = trained("correction", modality, 3, seed, OutcomeKind.OK);
    row.put("trial_key", row.get("trial_key") + "/" + value);
    row.put(column, value);
    addScores(row, error, 9);
    return TrialRow.of(OutcomeKind.OK, row, TrialSettings.registered());
  }

  static TrialRow notOk(
      String task, String modality, int unrollLength, long seed, OutcomeKind outcome) {
    return TrialRow.of(
        outcome, trained(task, modality, unrollLength, seed, outcome), TrialSettings.registered());
  }

  static TrialRow baseline(String which, double error, double frames) {
    Map<String, Object> row = new HashMap<>();
    row.put("trial_key", "baseline-" + which);
    row.put("label", which);
    row.put("system", "kuramoto-sivashinsky");
    if (which.equals("solver")) {
      row.put("scheme", "etd1");
    }
    row.put("task", "baseline");
    row.put("baseline", which);
    row.put("outcome", OutcomeKind.OK);
    row.put("train_seconds", 0.0);
    addCommon(row);
    addScores(row, error, frames);
    return TrialRow.of(OutcomeKind.OK, row, TrialSettings.registered());
  }

  private static Map<String, Object> trained(
      String task, String modality, int unrollLength, long seed, OutcomeKind outcome) {
    String label = task + "/" + modality + "/m" + unrollLength + "/s" + seed;
    Map<String, Object> row = new HashMap<>();
    row.put("trial_key", label);
    row.put("label", label);
    row.put("system", "kuramoto-sivashinsky");
    if (task.endsWith("correction")) {
      row.put("scheme", "etd1");
    }
    row.put("task", task);
    row.put("modality", modality);
    row.put("unroll_length", unrollLength);
    if (!modality.equals("one")) {
      row.put("warm_up", 0);
    }
    if (modality.equals("wig")) {
      row.put("truncation", 0);
    }
    row.put("architecture", "conv-resnet");
    row.put("width", 26);
    row.put("depth", 8);
    row.put("batch_size", 16);
    row.put("updates_planned", 1500);
    row.put("training_trajectories", 6);
    row.put("training_frames", 1250);
    row.put("learning_rate", 1e-3);
    row.put("seed", seed);
    row.put("train_seconds", 41.5 + seed);
    if (outcome == OutcomeKind.FAILED) {
      row.put("error_class", "java.lang.IllegalStateException");
      row.put("error_message", "a bug");
    } else if (outcome.isFailure()) {
      row.put("error_message", "its machine burnt");
    }
    addCommon(row);
    return row;
  }

  private static void addCommon(Map<String, Object> row) {
    row.put("error_horizon", 12);
    row.put("rollout_frames", HORIZON);
    row.put("code_fingerprint", "code-1");
  }

  private static void addScores(Map<String, Object> row, double error, double frames) {
    row.put("relative_error", error);
    row.put("relative_error_interpolation", 0.8 * error);
    row.put("relative_error_extrapolation", 1.2 * error);
    row.put("stable_frames", frames);
    row.put("correlated_frames", frames);
  }
}
