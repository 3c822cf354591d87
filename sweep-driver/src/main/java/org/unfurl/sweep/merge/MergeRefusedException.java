package org.unfurl.sweep.merge;

import java.util.List;

/** Results that cannot be merged, for reasons outside our code; the message has a line for each. */
public final class MergeRefusedException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  MergeRefusedException(List<String> problems) {
    super(shown(problems));
  }

  private static String shown(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    int shown = Math.min(SHOWN, problems.size());
    return String.join("\n", problems.subList(0, shown))
        + (shown < problems.size() ? "\n… and " + (problems.size() - shown) + " more" : "")
        + "\n"
        + problems.size()
        + " problems; nothing was merged";
  }

  MergeRefusedException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
