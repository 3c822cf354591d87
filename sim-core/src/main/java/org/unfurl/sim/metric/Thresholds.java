package org.unfurl.sim.metric;

/**
 * When a rollout of a system counts as decorrelated or diverged.
 *
 * @param correlation a frame whose Pearson correlation with the reference lies below this counts as
 *     low
 * @param lowFrames consecutive low frames after which the rollout is decorrelated
 * @param residual a frame whose summed squared physics residual exceeds this is diverged
 */
public record Thresholds(double correlation, int lowFrames, double residual) {}
