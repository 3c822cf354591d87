package org.unfurl.train.trainer;

/** Told of every update; asked whether to stop. Called on the training thread: be quick. */
public interface TrainingProgress {

  /** After an update: how many are done. */
  void updated(int updates);

  /** Whether the trial has been cancelled from outside. */
  boolean cancelled();

  /** Watches nothing, never cancels. */
  static TrainingProgress none() {
    return new TrainingProgress() {
      @Override
      public void updated(int updates) {}

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
