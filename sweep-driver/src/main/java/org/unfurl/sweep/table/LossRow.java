package org.unfurl.sweep.table;

import java.util.stream.Stream;
import org.unfurl.train.trainer.LossRecord;

/** One recorded update of a trial. */
public record LossRow(String trialKey, LossRecord loss) {

  static Stream<LossRow> of(TrialRecord trial) {
    return trial.result().losses().stream().map(loss -> new LossRow(trial.key(), loss));
  }
}
