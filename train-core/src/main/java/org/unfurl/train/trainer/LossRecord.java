package org.unfurl.train.trainer;

import java.io.Serializable;

/**
 * One recorded update.
 *
 * @param update its index, from 0
 * @param loss mean squared error over batch, frames with loss, and points
 * @param gradientNorm Euclidean norm of the whole parameter gradient
 * @param learningRate rate of this update
 */
public record LossRecord(int update, double loss, double gradientNorm, double learningRate)
    implements Serializable {}
