package org.unfurl.sweep.table;

import org.unfurl.sweep.outcome.OutcomeKind;

/**
 * What a later run needs to know of a finished trial.
 *
 * @param outcome how it ended
 * @param codeFingerprint of the code whose numbers it holds
 * @param schema of the trial's key, see {@link org.unfurl.sweep.plan.TrialKey#SCHEMA}
 */
public record TrialStatus(OutcomeKind outcome, String codeFingerprint, int schema) {}
