package org.unfurl.sweep.table;

/**
 * What every row of a run says of where it came from.
 *
 * @param sweep name of the sweep
 * @param runId of the run, see {@link RunEnvironment}
 * @param codeFingerprint of the code whose numbers these are
 */
public record Provenance(String sweep, String runId, String codeFingerprint) {}
