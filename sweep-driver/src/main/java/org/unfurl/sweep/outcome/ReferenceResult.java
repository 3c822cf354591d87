package org.unfurl.sweep.outcome;

import java.io.Serializable;
import org.unfurl.sim.metric.DataResidual;
import org.unfurl.sim.reference.ReferenceSpec;

/**
 * What an executor returns for one reference data set.
 *
 * @param spec which
 * @param key its content address
 * @param path how tables name its file; empty if it diverged
 * @param sha256 checksum of the file; empty if it diverged
 * @param bytes size of the file
 * @param seconds wall-clock seconds it took to generate; those of the run that generated it
 * @param divergence empty, or why there is no data
 * @param host where it was generated or copied
 * @param source file that it was copied from, as the run that copied it saw it; empty if generated
 * @param residual how nearly the data follow the equation of their system; null if they were
 *     generated, or if that could not be computed
 */
public record ReferenceResult(
    ReferenceSpec spec,
    String key,
    String path,
    String sha256,
    long bytes,
    double seconds,
    String divergence,
    String host,
    String source,
    DataResidual residual)
    implements Serializable {}
