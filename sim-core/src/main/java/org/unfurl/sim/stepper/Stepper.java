package org.unfurl.sim.stepper;

/**
 * Advances a batch of states by one frame.
 *
 * <p>A batch is one {@code double[]} laid out (batch, channel, point), row-major: state b starts at
 * {@code b * stateSize()}. The batch size is the array's length over {@link #stateSize()}, so the
 * same stepper serves one state and a thousand.
 *
 * <p>A stepper keeps scratch arrays and precomputed coefficients: one instance serves one thread at
 * a time. A state that is not finite is advanced as it is (the result is not finite either); no
 * exception is thrown, because a diverged rollout is a result. The result depends on the state
 * alone, bit by bit, and not on calls before: a long reference goes on from a frame on disk.
 *
 * <p>Whoever obtains a stepper closes it; a stepper that wraps another one closes that too.
 */
public interface Stepper extends AutoCloseable {

  /** Values in one state. */
  int stateSize();

  /**
   * Advances every state of the batch by one frame.
   *
   * @param state (batch, stateSize). Not modified.
   * @param next (batch, stateSize), another array than {@code state}. Modified.
   * @throws IllegalArgumentException if the lengths differ or are no multiple of {@link
   *     #stateSize()}
   */
  void step(double[] state, double[] next);

  /** Frees what the stepper holds besides memory, such as a process; most hold nothing. */
  @Override
  default void close() {}
}
