package org.unfurl.sweep.spark;

/**
 * A run that cannot start, or cannot go on, for a reason outside our code; the message says why and
 * what mends it.
 */
public final class RunRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With a message that is whole by itself. */
  public RunRefusedException(String message) {
    super(message);
  }

  /** With what led to it. */
  public RunRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
