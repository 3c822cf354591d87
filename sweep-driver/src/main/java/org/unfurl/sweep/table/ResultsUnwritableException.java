package org.unfurl.sweep.table;

import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.LeaseLostException;

/** The results folder refused a write: no space, no permission, no connection, another writer. */
public final class ResultsUnwritableException extends RuntimeException {

  ResultsUnwritableException(Path folder, Throwable cause) {
    super(
        cause instanceof LeaseLostException
            ? cause.getMessage()
            : "results ("
                + folder
                + ") cannot be written: "
                + reason(cause)
                + "; mend that or choose another --results folder, then run again:"
                + " trials already in the tables are kept",
        cause);
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
