package org.unfurl.sweep.spark;

import java.io.UncheckedIOException;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskFailedReason;

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
        ? new GivenUp(thrown.className(), thrown.description(), thrown.fullStackTrace())
        : new GivenUp("", reason.toErrorString().lines().findFirst().orElse(""), "");
  }

  /** Whether storage failed, on every attempt: it will not do better for the other items. */
  public boolean isStorage() {
    return errorClass.equals(UncheckedIOException.class.getName());
  }
}
