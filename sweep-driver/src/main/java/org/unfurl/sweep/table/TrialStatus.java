package org.unfurl.sweep.table;

/**
 * What a later run needs to know of a finished trial.
 *
 * @param outcome its word, such as {@code OK}
 * @param codeFingerprint of the code whose numbers it holds
 */
public record TrialStatus(String outcome, String codeFingerprint) {}
