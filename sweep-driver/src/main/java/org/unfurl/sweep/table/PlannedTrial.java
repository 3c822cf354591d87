package org.unfurl.sweep.table;

import java.util.ArrayList;
import java.util.List;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;

/**
 * One trial of the plan.
 *
 * @param trialKey identity
 * @param label short name
 * @param task the task's word, or {@code baseline}
 * @param baseline which baseline, null for trained trials
 * @param modality the modality's word, null for baselines
 * @param position place in the order of work, from 0
 * @param predictedSeconds cost model's guess on one core
 * @param configuration canonical JSON
 */
public record PlannedTrial(
    String trialKey,
    String label,
    String task,
    String baseline,
    String modality,
    int position,
    double predictedSeconds,
    String configuration) {

  /** The rows of a plan, in its order. */
  public static List<PlannedTrial> of(Plan plan) {
    List<PlannedTrial> rows = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      rows.add(of(trial, rows.size(), TrialKey.canonicalJson(trial.config())));
    }
    return rows;
  }

  /** The row of a trial. */
  static PlannedTrial of(Trial trial, int position, String configuration) {
    TrialConfig.Trained trained =
        trial.config() instanceof TrialConfig.Trained config ? config : null;
    TrialConfig.Bare bare = trial.config() instanceof TrialConfig.Bare config ? config : null;
    return new PlannedTrial(
        trial.key(),
        trial.label(),
        trained == null ? TrialColumns.BASELINE : trained.training().task().word(),
        bare == null ? null : bare.baseline().word(),
        trained == null ? null : trained.training().modality().word(),
        position,
        trial.predictedSeconds(),
        configuration);
  }
}
