package org.unfurl.sweep.file;

import java.util.Comparator;

/**
 * What is wrong in one place of a sweep file.
 *
 * @param line counted from 1
 * @param message {@code name (value) rule, and the fix}
 */
public record Problem(int line, String message) implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line).thenComparing(Problem::message);

  /** By line, then by message. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
