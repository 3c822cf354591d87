package org.unfurl.sweep.outcome;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What tables keep of how a trial ended, in the order in which views count them. What follows from
 * an outcome is asked of it here; nothing compares its word.
 */
public enum OutcomeKind {
  OK(After.SCORED),
  REFERENCE_DIVERGED(After.DIVERGED),
  TRAINING_DIVERGED(After.DIVERGED),
  OUT_OF_MEMORY(After.FAILED),
  LOST(After.UNTRIED),
  FAILED(After.FAILED);

  /** What an outcome means for later runs. */
  private enum After {
    /** There are scores. */
    SCORED,
    /** There are none, and that is the result. */
    DIVERGED,
    /** There is no result; the trial runs again when it is asked for. */
    FAILED,
    /** There is no result, for a reason outside the trial; the next run tries again by itself. */
    UNTRIED
  }

  private final After after;

  OutcomeKind(After after) {
    this.after = after;
  }

  /**
   * The kind that a table means.
   *
   * @throws IOException if there is none of this name, as in tables of a later version
   */
  public static OutcomeKind of(String word) throws IOException {
    for (OutcomeKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IOException(
        "outcome ("
            + word
            + ") must be one of "
            + Arrays.stream(values()).map(OutcomeKind::word).collect(Collectors.joining(", "))
            + "; rows of a later version of Unfurl are read by that version");
  }

  /** As tables spell it: {@code TRAINING_DIVERGED}. */
  public String word() {
    return name();
  }

  /** As counts spell it: {@code training-diverged}. */
  public String kebab() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the trial was scored. */
  public boolean isOk() {
    return after == After.SCORED;
  }

  /** Whether there is no result, so that the trial gives way to one; a divergence is a result. */
  public boolean isFailure() {
    return after == After.FAILED || after == After.UNTRIED;
  }

  /** Whether the next run has the trial to do as if it had no row. */
  public boolean leavesWork() {
    return after == After.UNTRIED;
  }
}
