package org.unfurl.sim.verification;

import java.util.List;
import java.util.function.Supplier;

/**
 * Something to run that ends in findings.
 *
 * @param subject what it is about
 * @param title what is done, in a few words, for progress
 * @param extent how long it takes
 * @param procedure does it; may be called from any thread, more than once, beside other experiments
 */
public record Experiment(
    Subject subject, String title, Extent extent, Supplier<List<Finding>> procedure) {

  /** How long an experiment takes on one core. */
  public enum Extent {
    /** At most a second or two: part of the tests. */
    SHORT,
    /** Up to minutes: only {@code ./unfurl verify} runs it. */
    LONG
  }
}
