package org.unfurl.sweep.table;

import org.unfurl.sweep.outcome.TrialResult;

/**
 * A finished trial with what only the driver knows of it; becomes a row of {@code trials} and the
 * trial's rows of {@code rollouts} and {@code losses}.
 *
 * @param result what the executor returned
 * @param provenance of this run's rows
 * @param configuration canonical JSON of the trial's configuration
 */
public record TrialRecord(TrialResult result, Provenance provenance, String configuration) {

  String key() {
    return result.trial().key();
  }
}
