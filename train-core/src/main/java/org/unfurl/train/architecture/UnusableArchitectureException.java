package org.unfurl.train.architecture;

/**
 * An architecture that a user brought along cannot be used as it is; the message says what mends
 * it.
 */
public final class UnusableArchitectureException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, and the fix. */
  public UnusableArchitectureException(String message) {
    super(message);
  }

  /** With what is wrong, the fix, and what was thrown. */
  public UnusableArchitectureException(String message, Throwable cause) {
    super(message, cause);
  }
}
