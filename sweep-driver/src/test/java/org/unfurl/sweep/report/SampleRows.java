package org.unfurl.sweep.report;

import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.table.TrialRow;

/** Rows of {@code trials} as read back. */
final class SampleRows {
  static final int HORIZON = 200;

  private SampleRows() {}

  static TrialRow ok(
      String task, String modality, int unrollLength, long seed, double error, double frames) {
    return trained(
        task,
        modality,
        unrollLength,
        seed,
        OutcomeKind.OK,
        error,
        0.8 * error,
        1.2 * error,
        frames);
  }

  static TrialRow notOk(
      String task, String modality, int unrollLength, long seed, OutcomeKind outcome) {
    return trained(task, modality, unrollLength, seed, outcome, null, null, null, null);
  }

  static TrialRow baseline(String which, double error, double frames) {
    return new TrialRow(
        "baseline-" + which,
        which,
        "kuramoto-sivashinsky",
        which.equals("solver") ? "etd1" : null,
        "baseline",
        which,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        12,
        HORIZON,
        OutcomeKind.OK,
        0.0,
        error,
        0.8 * error,
        1.2 * error,
        frames,
        frames,
        null,
        null,
        null,
        "code-1");
  }

  private static TrialRow trained(
      String task,
      String modality,
      int unrollLength,
      long seed,
      OutcomeKind outcome,
      Double error,
      Double interpolation,
      Double extrapolation,
      Double frames) {
    String label = task + "/" + modality + "/m" + unrollLength + "/s" + seed;
    boolean failed = outcome == OutcomeKind.FAILED;
    return new TrialRow(
        label,
        label,
        "kuramoto-sivashinsky",
        task.endsWith("correction") ? "etd1" : null,
        task,
        null,
        modality,
        unrollLength,
        0,
        0,
        "conv-resnet",
        26,
        8,
        16,
        1500,
        6,
        1250,
        1e-3,
        seed,
        12,
        HORIZON,
        outcome,
        41.5 + seed,
        error,
        interpolation,
        extrapolation,
        frames,
        frames,
        failed ? "java.lang.IllegalStateException" : null,
        failed ? "a bug" : outcome.isFailure() ? "its machine burnt" : null,
        null,
        "code-1");
  }
}
