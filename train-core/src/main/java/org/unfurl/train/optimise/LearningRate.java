package org.unfurl.train.optimise;

import java.io.Serializable;

/**
 * The study's step decay: multiplied by {@code decay} whenever {@code every} divides the update's
 * index, index 0 included (so the initial rate holds for the first update only).
 *
 * @param initial rate at the first update
 * @param decay factor, in (0, 1]
 * @param every updates between two decays, at least 1
 */
public record LearningRate(double initial, double decay, int every) implements Serializable {}
