package org.unfurl.sweep.run;

import java.util.Locale;

/** Which trials of the plan a run computes. */
public enum Only {
  /** Those without a row, or whose machine was lost. */
  MISSING,
  /** Those whose row is a failure: FAILED, OUT_OF_MEMORY, LOST. */
  FAILED,
  /** Those whose row was computed by other code. */
  STALE;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
