package org.unfurl.train.trainer;

import java.util.List;

/** How a training run ended. */
public sealed interface Training {

  /** Recorded updates, at most a few hundred, the first and the last among them. */
  List<LossRecord> losses();

  /** What was consumed. */
  Effort effort();

  /** Ran to its end; whoever receives it closes the model. */
  record Completed(TrainedModel model, List<LossRecord> losses, Effort effort)
      implements Training {}

  /**
   * Left the finite numbers, or its loss stayed high: a result, not an error.
   *
   * @param update the update at which it happened
   * @param where it happened
   * @param lastFiniteLoss the loss before it, NaN if there was none
   */
  record Diverged(
      int update, Divergence where, double lastFiniteLoss, List<LossRecord> losses, Effort effort)
      implements Training {}

  /** Stopped because {@link TrainingProgress#cancelled()} said so. */
  record Cancelled(List<LossRecord> losses, Effort effort) implements Training {}
}
