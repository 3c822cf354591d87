package org.unfurl.train.task;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/**
 * How solver S and network N make one frame u' = G(u). With v = S(u) where the task has a solver
 * and v = u where it has none, and x what the network sees,
 *
 * <pre>   u' = [residual] v + scale · N(x)   </pre>
 */
public enum Task {
  /** u' = N(u): the network alone. */
  PREDICTION(false, false, false),
  /** u' = u + N(u): the network alone predicts the change. */
  RESIDUAL_PREDICTION(false, false, true),
  /** u' = S(u) + scale · N(u): the study's correction; solver and network see the same state. */
  CORRECTION(true, false, true),
  /** u' = S(u) + scale · N(S(u)): the network sees what the solver made. */
  SEQUENTIAL_CORRECTION(true, true, true);

  private final boolean usesSolver;
  private final boolean networkSeesSolver;
  private final boolean residual;

  Task(boolean usesSolver, boolean networkSeesSolver, boolean residual) {
    this.usesSolver = usesSolver;
    this.networkSeesSolver = networkSeesSolver;
    this.residual = residual;
  }

  /** Whether the frame contains a solver. */
  public boolean usesSolver() {
    return usesSolver;
  }

  /** Whether the network's input is the solver's output rather than the state. */
  public boolean networkSeesSolver() {
    return networkSeesSolver;
  }

  /** Whether the network's output is added to v rather than taken as the next state. */
  public boolean residual() {
    return residual;
  }

  /** The word in sweep files and tables, such as {@code sequential-correction}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The task of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Task of(String word) {
    return Arrays.stream(values())
        .filter(task -> task.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "task ("
                        + word
                        + ") must be one of "
                        + Arrays.stream(values()).map(Task::word).collect(joining(", "))));
  }
}
