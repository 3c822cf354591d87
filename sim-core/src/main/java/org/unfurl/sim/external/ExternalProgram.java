package org.unfurl.sim.external;

import java.time.Duration;
import java.util.List;

/**
 * How to start a simulator that is a program of its own.
 *
 * @param command the executable and its arguments; a relative path starts at the working folder of
 *     the JVM, a leading {@code ~/} is the home folder of the user who runs the trial
 * @param timeLimit for the start and for the answer to each request, a whole batch; a program that
 *     takes longer is ended
 */
public record ExternalProgram(List<String> command, Duration timeLimit) {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Copies; checks that there is a command and that the limit is positive. */
  public ExternalProgram {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException(
          "command (empty) must name an executable, such as ./my-solver");
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException(
          "timeLimit (" + timeLimit + ") must be positive, such as one minute");
    }
  }

  /** A program with a time limit of one minute. */
  public static ExternalProgram of(String... command) {
    return new ExternalProgram(List.of(command), MINUTE);
  }

  /** The same program with another time limit. */
  public ExternalProgram within(Duration limit) {
    return new ExternalProgram(command, limit);
  }

  /** The command as people write it. */
  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
