package org.unfurl.train.engine;

/** A module that was saved elsewhere cannot be loaded or run; the message says why, in one line. */
public final class UnusableModuleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With the reason, and what was thrown. */
  public UnusableModuleException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the reason. */
  public UnusableModuleException(String message) {
    super(message);
  }
}
