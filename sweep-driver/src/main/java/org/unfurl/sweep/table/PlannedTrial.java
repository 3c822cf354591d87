package org.unfurl.sweep.table;

import java.util.List;
import java.util.stream.IntStream;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.train.setting.Values;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/**
 * One trial of the plan.
 *
 * @param trialKey identity
 * @param label short name
 * @param task the task's word, or {@code baseline}
 * @param baseline which baseline, null for trained trials
 * @param modality the modality's word, null for baselines
 * @param variant name of the sweep's variant, null if it has none
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
    String variant,
    int position,
    double predictedSeconds,
    String configuration) {

  /** The rows of a plan, in its order; each is made when it is asked for. */
  public static Iterable<PlannedTrial> of(Plan plan) {
    List<Trial> trials = plan.trials();
    return () ->
        IntStream.range(0, trials.size())
            .mapToObj(
                position -> {
                  Trial trial = trials.get(position);
                  String variant = plan.variants().get(trial.key());
                  return of(trial, variant, position, TrialKey.canonicalJson(trial.config()));
                })
            .iterator();
  }

  /** The row of a trial. */
  static PlannedTrial of(Trial trial, String variant, int position, String configuration) {
    boolean trained = trial.config() instanceof TrialConfig.Trained;
    TrialConfig.Bare bare = trial.config() instanceof TrialConfig.Bare config ? config : null;
    Values values = trial.config().values();
    return new PlannedTrial(
        trial.key(),
        trial.label(),
        trained ? values.of(Task.SETTING).word() : TrialColumns.BASELINE,
        bare == null ? null : bare.baseline().word(),
        trained ? values.of(Modality.SETTING).word() : null,
        variant,
        position,
        trial.predictedSeconds(),
        configuration);
  }
}
