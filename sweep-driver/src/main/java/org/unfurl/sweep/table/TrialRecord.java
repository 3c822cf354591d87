package org.unfurl.sweep.table;

import org.unfurl.sweep.outcome.TrialResult;

/**
 * A finished trial with what only the driver knows of it; becomes a row of {@code trials} and the
 * trial's rows of {@code rollouts} and {@code losses}.
 *
 * @param result what the executor returned
 * @param sweep name of the sweep
 * @param configuration canonical JSON of the trial's configuration
 * @param codeFingerprint of the code whose numbers these are
 */
public record TrialRecord(
    TrialResult result, String sweep, String configuration, String codeFingerprint) {

  String key() {
    return result.trial().key();
  }
}
