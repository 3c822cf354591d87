package org.unfurl.train.trainer;

import java.io.Serializable;

/**
 * One recorded update.
 *
 * @param update its index, from 0
 * @param stage index of the stage it belongs to, from 0
 * @param loss mean squared error over batch, frames with loss, and points
 * @param gradientNorm Euclidean norm of the whole parameter gradient
 * @param learningRate rate of this update
 */
public record LossRecord(
    int update, int stage, double loss, double gradientNorm, double learningRate)
    implements Serializable {}
