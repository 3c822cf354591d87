package org.unfurl.sim.external;

/**
 * A simulator that is a program of its own did not answer as it should. The program has been ended.
 * The message names the command, what happened, and the last lines of its error output.
 */
public final class ExternalSimulatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What happened. */
  public enum Failure {
    /** The command could not be started. */
    NOT_STARTED,
    /** The program ended, or closed its output, before it had answered. */
    CRASHED,
    /** The program did not answer within its time limit. */
    HUNG,
    /** The answer is not one of the protocol. */
    NONSENSE,
    /** The answer, or the program's state, has another number of values than was asked for. */
    WRONG_SIZE,
    /** The program answered with a message of its own. */
    REFUSED,
    /** The program has no adjoint, or was closed before. */
    UNAVAILABLE,
    /** The thread that waited for the answer was interrupted. */
    INTERRUPTED
  }

  private final Failure failure;

  ExternalSimulatorException(
      ExternalProgram program, Failure failure, String what, String errorOutput, Throwable cause) {
    super(
        "external simulator ("
            + program
            + ") "
            + what
            + (errorOutput.isEmpty() ? "" : "; its last error output: " + errorOutput),
        cause);
    this.failure = failure;
  }

  /** What happened. */
  public Failure failure() {
    return failure;
  }
}
