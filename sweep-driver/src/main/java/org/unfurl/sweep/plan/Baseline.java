package org.unfurl.sweep.plan;

import java.util.Locale;

/** Steppers that learn nothing and stand in every table: what a network has to beat. */
public enum Baseline {
  /** The bare cheap solver. */
  SOLVER,
  /** The state stays as it is. */
  PERSISTENCE;

  /** The word in tables: {@code solver}, {@code persistence}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
