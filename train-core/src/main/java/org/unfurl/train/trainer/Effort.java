package org.unfurl.train.trainer;

import java.io.Serializable;

/**
 * What a training run consumed; the record that budgets were matched. All attempts count that led
 * to its end, and what validation took.
 *
 * @param updates optimiser updates taken
 * @param samples target states that carried loss, summed over updates
 * @param networkApplications evaluations of the network, per state
 * @param solverSteps solver frames computed, per state
 * @param solverVjps solver adjoint frames computed, per state
 * @param bestUpdate updates after which the validation loss was lowest; -1 if none was computed
 */
public record Effort(
    int updates,
    long samples,
    long networkApplications,
    long solverSteps,
    long solverVjps,
    int bestUpdate)
    implements Serializable {

  /** Of a trial that trained nothing. */
  public static Effort none() {
    return new Effort(0, 0, 0, 0, 0, -1);
  }
}
