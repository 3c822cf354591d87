package org.unfurl.sweep.run;

/** Another driver is writing the sweep's tables. */
public final class SweepLockedException extends Exception {

  private static final long serialVersionUID = 1L;

  SweepLockedException(String message) {
    super(message);
  }
}
