package org.unfurl.sweep.plan;

import java.io.Serializable;

/**
 * One point of the grid.
 *
 * @param key SHA-256 (first 32 hexadecimal digits) of the canonical JSON of the configuration
 * @param label short and readable, unique in the sweep, such as {@code correction/wig/m3/s0}
 * @param config what it computes
 * @param predictedSeconds cost model's guess on one core; orders the work, longest first
 */
public record Trial(String key, String label, TrialConfig config, double predictedSeconds)
    implements Serializable {}
