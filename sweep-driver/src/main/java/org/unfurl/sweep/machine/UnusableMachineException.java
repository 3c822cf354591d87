package org.unfurl.sweep.machine;

/** This machine, as it is set up, lacks what a command needs; the message says what mends it. */
public final class UnusableMachineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableMachineException(String message) {
    super(message);
  }

  UnusableMachineException(String message, Throwable cause) {
    super(message, cause);
  }
}
