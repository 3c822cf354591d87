package org.unfurl.sweep.spark;

import java.io.UncheckedIOException;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskFailedReason;
import org.unfurl.sweep.outcome.RootCause;

/**
 * Why Spark gave an item up after its last attempt.
 *
 * @param errorClass class of what the work threw; empty if the machine was lost
 * @param message one line
 * @param stack of what was thrown; empty if the machine was lost
 */
public record GivenUp(String errorClass, String message, String stack) {

  static GivenUp of(TaskFailedReason reason) {
    return reason instanceof ExceptionFailure thrown
        ? new GivenUp(thrown.className(), message(thrown), thrown.fullStackTrace())
        : new GivenUp("", reason.toErrorString().lines().findFirst().orElse(""), "");
  }

  /** Spark ships what was thrown beside its description, unless it could not be serialized. */
  private static String message(ExceptionFailure thrown) {
    return thrown.exception().isDefined()
        ? RootCause.text(thrown.exception().get())
        : thrown.description();
  }

  /** Whether storage failed, on every attempt: it will not do better for the other items. */
  public boolean isStorage() {
    return errorClass.equals(UncheckedIOException.class.getName());
  }
}
