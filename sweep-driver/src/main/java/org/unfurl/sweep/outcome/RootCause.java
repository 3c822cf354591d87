package org.unfurl.sweep.outcome;

import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Set;

/**
 * What went wrong first. Class initializers, reflection and thread pools each wrap it once more,
 * and the outermost message then says nothing.
 */
public final class RootCause {

  private RootCause() {}

  /** The innermost cause; the error itself if it has none. */
  public static Throwable of(Throwable error) {
    Set<Throwable> seen = new HashSet<>();
    Throwable root = error;
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    return root;
  }

  /** What an error says, and behind it its root cause unless that is told there already. */
  public static String text(Throwable error) {
    String text = String.valueOf(error.getMessage());
    Throwable root = of(error);
    if (root == error || tells(text, root)) {
      return text;
    }
    return (error.getMessage() == null ? "" : text + ", ") + "caused by " + root;
  }

  private static boolean tells(String text, Throwable root) {
    // The JDK's exceptions about files may say no more than which file.
    return text.contains(root.toString())
        || (root.getMessage() != null
            && !(root instanceof FileSystemException)
            && text.contains(root.getMessage()));
  }
}
