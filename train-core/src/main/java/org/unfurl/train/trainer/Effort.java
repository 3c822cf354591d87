package org.unfurl.train.trainer;

import java.io.Serializable;

/**
 * What a training run consumed; the record that budgets were matched.
 *
 * @param updates optimiser updates taken
 * @param samples target states that carried loss, summed over updates
 * @param solverSteps solver frames computed, per state
 * @param solverVjps solver adjoint frames computed, per state
 */
public record Effort(int updates, long samples, long solverSteps, long solverVjps)
    implements Serializable {}
