package org.unfurl.train.task;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.setting.Setting;

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

  /** Which of the four. */
  public static final Setting<Task> SETTING =
      Setting.choice("task", Task.class, Task::word)
          .example(PREDICTION, CORRECTION)
          .meaning(
              "how solver S and network N make a frame: u' = N(u), u + N(u), S(u) + scale · N(u),"
                  + " S(u) + scale · N(S(u))");

  /** The cheap solver. */
  public static final Setting<String> SCHEME =
      Setting.word("scheme", Task::schemes)
          .matters(others -> others.find(SETTING).map(Task::usesSolver).orElse(true))
          .meaning("the cheap solver that is corrected, and the solver baseline");

  private final boolean usesSolver;
  private final boolean networkSeesSolver;
  private final boolean residual;

  Task(boolean usesSolver, boolean networkSeesSolver, boolean residual) {
    this.usesSolver = usesSolver;
    this.networkSeesSolver = networkSeesSolver;
    this.residual = residual;
  }

  private static List<String> schemes() {
    return PhysicalSystems.names().stream()
        .map(PhysicalSystems::named)
        .flatMap(system -> system.schemes().stream())
        .distinct()
        .toList();
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
