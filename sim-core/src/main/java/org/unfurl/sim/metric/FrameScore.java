package org.unfurl.sim.metric;

import java.io.Serializable;

/**
 * One frame of a rollout against its reference.
 *
 * @param error mean over points of the squared error over the squared maximum of the reference
 * @param correlation Pearson correlation over the points
 * @param residual sum over points of the squared physics residual of the step that led here
 * @param energy mean over points of u²/2
 */
public record FrameScore(double error, double correlation, double residual, double energy)
    implements Serializable {}
