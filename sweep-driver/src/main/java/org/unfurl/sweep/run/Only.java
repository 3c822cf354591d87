package org.unfurl.sweep.run;

/** Which trials of the plan a run computes. */
public enum Only {
  /** Those without a row, or whose machine was lost. */
  MISSING,
  /** Those whose row is a failure: FAILED, OUT_OF_MEMORY, LOST. */
  FAILED,
  /** Those whose row was computed by other code. */
  STALE
}
