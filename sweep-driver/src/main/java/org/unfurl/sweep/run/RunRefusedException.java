package org.unfurl.sweep.run;

/** A run that cannot start, or cannot go on; the message says why and what mends it. */
public final class RunRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RunRefusedException(String message) {
    super(message);
  }
}
