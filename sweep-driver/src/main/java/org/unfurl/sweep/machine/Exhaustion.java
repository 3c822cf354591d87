package org.unfurl.sweep.machine;

import java.util.Optional;
import org.unfurl.sweep.outcome.RootCause;

/** Errors that mean that the machine has no more to give, which is no bug of ours. */
public final class Exhaustion {

  private Exhaustion() {}

  /** One line that says what ran out and what mends it; empty if nothing did. */
  public static Optional<String> explain(Throwable error) {
    Throwable root = RootCause.of(error);
    String message = String.valueOf(root.getMessage());
    if (message.contains("Too many open files")) {
      return Optional.of(
          "open files ("
              + message
              + ") must be allowed in greater number; raise it: ulimit -n 4096");
    }
    if (message.contains("unable to create native thread")) {
      return Optional.of(
          "threads ("
              + message
              + ") must be allowed; raise the limits of processes and of address"
              + " space: ulimit -u, ulimit -v, or the container's");
    }
    if (message.contains("Cannot allocate memory") || message.contains("can't allocate memory")) {
      return Optional.of(
          "memory ("
              + message.replace('\n', ' ')
              + ") must be there beside the heap; raise the limit"
              + " of address space (ulimit -v) or the container's, or lower the heap, such as"
              + " JAVA_OPTS=-Xmx1g");
    }
    if (root instanceof OutOfMemoryError) {
      return Optional.of(
          "memory ("
              + Memory.limitText()
              + " of heap) must hold what the command needs, but: "
              + message
              + "; raise it, such as JAVA_OPTS=-Xmx4g");
    }
    return Optional.empty();
  }
}
