package org.unfurl.sim.external;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.unfurl.sim.external.ExternalSimulatorException.Failure;
import org.unfurl.sim.path.WrittenPath;

/**
 * A program while it runs, with its children and its last words; ends with the JVM at the latest.
 */
final class ChildProcess {

  /** What a program is given to end by itself, and its last words to arrive. */
  static final long GRACE_MILLIS = 3000;

  private final Process process;
  private final ErrorTail errors;
  private final Thread errorReader;
  private final Thread endWithJvm;
  private final List<String> command;

  /**
   * Starts it.
   *
   * @throws ExternalSimulatorException if that is not possible
   */
  ChildProcess(ExternalProgram program) {
    try {
      command = command(program);
    } catch (IllegalArgumentException e) {
      throw notStarted(program, program.command().get(0) + " " + e.getMessage(), e);
    }
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw notStarted(program, CommandFiles.notStarted(command, e), e);
    }
    errors = new ErrorTail(process.getErrorStream());
    errorReader = new Thread(errors, "external-simulator-errors");
    errorReader.setDaemon(true);
    errorReader.start();
    endWithJvm = new Thread(this::destroy, "external-simulator-end");
    try {
      Runtime.getRuntime().addShutdownHook(endWithJvm);
    } catch (IllegalStateException e) { // the JVM is ending
      end();
      throw e;
    }
  }

  private static List<String> command(ExternalProgram program) {
    List<String> written = program.command();
    return Stream.concat(
            Stream.of(WrittenPath.resolve(written.get(0))),
            written.stream().skip(1).map(WrittenPath::resolveWord))
        .toList();
  }

  private static ExternalSimulatorException notStarted(
      ExternalProgram program, String reason, Exception cause) {
    return new ExternalSimulatorException(
        program, Failure.NOT_STARTED, "could not be started: " + reason, "", cause);
  }

  /** What was started, with the paths that it means on this machine. */
  List<String> command() {
    return command;
  }

  Pipes pipes() {
    return new Pipes(process);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended, or that it only stopped talking. */
  String ending() {
    try {
      if (process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        return "ended with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "closed its pipe";
  }

  /** The last lines of its error output so far. */
  String lastWords() {
    return errors.text();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Waits until it ends by itself, or no longer. */
  void await() throws InterruptedException {
    process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends it, and waits for its last words to arrive. */
  void end() {
    destroy();
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      errorReader.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly(); // for its pipes, which it closes
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(endWithJvm);
    } catch (IllegalStateException e) {
      return; // the JVM is ending, and the hook has run or will
    }
  }

  /**
   * Children first: once their parent is gone they can no longer be found. By the handle, because
   * the process's own method would close its pipes too, with last words that nobody has read.
   */
  private void destroy() {
    children().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }
}
