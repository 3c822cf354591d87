package org.unfurl.train.unroll;

/** A frame left the finite numbers: nothing that follows it means anything. */
public final class NonFiniteFrameException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int frame;
  private final boolean solverFinite;

  NonFiniteFrameException(int frame, boolean solverFinite) {
    super("frame (" + frame + ") is not finite");
    this.frame = frame;
    this.solverFinite = solverFinite;
  }

  /** Which of the window, from 1. */
  public int frame() {
    return frame;
  }

  /** Whether what the solver made was finite, so that the network is to blame. */
  public boolean solverFinite() {
    return solverFinite;
  }
}
