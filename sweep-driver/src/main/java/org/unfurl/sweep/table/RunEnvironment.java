package org.unfurl.sweep.table;

import java.time.Instant;

/**
 * Where and with what one run of a sweep took place.
 *
 * @param runId unique among the runs of the sweep
 * @param codeCommit of Unfurl's sources, empty if unknown
 * @param codeDirty whether the sources had changes beside the commit
 * @param cores available to the driver
 * @param settings JSON of everything else that was set
 */
public record RunEnvironment(
    String runId,
    Instant startedAt,
    String command,
    String unfurlVersion,
    String codeCommit,
    boolean codeDirty,
    String java,
    String os,
    int cores,
    String spark,
    String scala,
    String hadoop,
    String djl,
    String pytorch,
    String master,
    String settings) {}
