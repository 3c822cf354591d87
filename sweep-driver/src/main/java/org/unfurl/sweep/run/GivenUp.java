package org.unfurl.sweep.run;

import java.io.UncheckedIOException;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskFailedReason;
import org.unfurl.sweep.outcome.Outcome;

/**
 * Why Spark gave an item up after its last attempt.
 *
 * @param errorClass class of what the work threw; empty if the machine was lost
 * @param message one line
 * @param stack of what was thrown; empty if the machine was lost
 */
record GivenUp(String errorClass, String message, String stack) {

  static GivenUp of(TaskFailedReason reason) {
    return reason instanceof ExceptionFailure thrown
        ? new GivenUp(thrown.className(), thrown.description(), thrown.fullStackTrace())
        : new GivenUp("", reason.toErrorString().lines().findFirst().orElse(""), "");
  }

  /** Whether storage failed, on every attempt: it will not do better for the other items. */
  boolean isStorage() {
    return errorClass.equals(UncheckedIOException.class.getName());
  }

  /** The row of a trial that was given up, or that needs what was. */
  Outcome outcome() {
    if (errorClass.equals(ReferenceTask.OutOfMemoryException.class.getName())) {
      return new Outcome.OutOfMemory(message);
    }
    return errorClass.isEmpty()
        ? new Outcome.Lost(message)
        : new Outcome.Failed(errorClass, message, stack);
  }
}
