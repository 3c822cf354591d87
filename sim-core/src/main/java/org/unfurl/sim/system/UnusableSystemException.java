package org.unfurl.sim.system;

/** A system that a user brought along cannot be used as it is; the message says what mends it. */
public final class UnusableSystemException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, and the fix. */
  public UnusableSystemException(String message) {
    super(message);
  }

  /** With what is wrong, the fix, and what was thrown. */
  public UnusableSystemException(String message, Throwable cause) {
    super(message, cause);
  }
}
