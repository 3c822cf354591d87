package org.unfurl.train.checkpoint;

/** A state cannot be gone on from: it is damaged, or of another training. The message says why. */
public final class UnusableStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why. */
  public UnusableStateException(String message) {
    super(message);
  }

  /** The same, with what was thrown. */
  public UnusableStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
