package org.unfurl.sweep.cli;

/** Something the user can mend; its message is all that is shown. */
final class BadInputException extends Exception {

  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }
}
