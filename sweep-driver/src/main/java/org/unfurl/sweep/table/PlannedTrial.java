package org.unfurl.sweep.table;

import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;

/**
 * One trial of the plan.
 *
 * @param trialKey identity
 * @param label short name
 * @param task the task's word, or {@code baseline}
 * @param modality the modality's word; for baselines, which baseline
 * @param position place in the order of work, from 0
 * @param predictedSeconds cost model's guess on one core
 * @param configuration canonical JSON
 */
public record PlannedTrial(
    String trialKey,
    String label,
    String task,
    String modality,
    int position,
    double predictedSeconds,
    String configuration) {

  /** The row of a trial. */
  public static PlannedTrial of(Trial trial, int position, String configuration) {
    String task;
    String modality;
    if (trial.config() instanceof TrialConfig.Trained trained) {
      task = trained.training().task().word();
      modality = trained.training().modality().word();
    } else {
      task = TrialColumns.BASELINE;
      modality = ((TrialConfig.Bare) trial.config()).baseline().word();
    }
    return new PlannedTrial(
        trial.key(),
        trial.label(),
        task,
        modality,
        position,
        trial.predictedSeconds(),
        configuration);
  }
}
