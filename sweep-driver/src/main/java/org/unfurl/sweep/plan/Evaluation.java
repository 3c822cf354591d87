package org.unfurl.sweep.plan;

import java.io.Serializable;

/**
 * How trials are scored.
 *
 * @param tests test trajectories per parameter of each test split
 * @param errorHorizon frames over which the relative error is averaged (the study: 12)
 * @param rolloutFrames frames rolled out for the stable and correlated time, at least errorHorizon
 */
public record Evaluation(int tests, int errorHorizon, int rolloutFrames) implements Serializable {}
