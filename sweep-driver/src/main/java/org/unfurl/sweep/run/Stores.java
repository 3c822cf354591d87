package org.unfurl.sweep.run;

import java.io.Serializable;

/**
 * Where a run's files lie. Broadcast, so that an executor receives it once and not with every task:
 * it carries Hadoop's whole configuration, which takes longer to unpack than a short trial to run.
 * All tasks of a JVM share it, and with it the reference data that it has loaded.
 */
record Stores(ReferenceStore references, ModelStore models, NetworkFiles networks)
    implements Serializable {}
