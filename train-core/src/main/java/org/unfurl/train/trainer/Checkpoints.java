package org.unfurl.train.trainer;

/** Keeps states of a running training. Called on the training thread, between updates. */
public interface Checkpoints {

  /** Whether a state is wanted now, after so many updates. */
  boolean due(int updates);

  /**
   * Keeps a state in place of the one before. It is called where one is due, and at last where the
   * training is cancelled after updates that no state has.
   *
   * @param state for {@link Start.Resumed}, whole in itself
   */
  void save(byte[] state);

  /** Keeps none. */
  static Checkpoints none() {
    return new Checkpoints() {
      @Override
      public boolean due(int updates) {
        return false;
      }

      @Override
      public void save(byte[] state) {}
    };
  }
}
