package org.unfurl.train.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file and what it holds, {@code residual.pt@<sha256>}. Only the digest counts; the
 * name is for people.
 *
 * @param name as somebody wrote it; empty if only the digest was kept
 * @param sha256 64 hexadecimal digits; empty if only the name was written
 */
public record PinnedName(String name, String sha256) {

  static final String MARK = "@";

  private static final Pattern PINNED = Pattern.compile("(?:(.*)@)?([0-9a-f]{64})");
  private static final int SHORT = 6;

  /** Takes a text apart. */
  public static PinnedName of(String text) {
    Matcher pinned = PINNED.matcher(text);
    if (!pinned.matches()) {
      return new PinnedName(text, "");
    }
    return new PinnedName(pinned.group(1) == null ? "" : pinned.group(1), pinned.group(2));
  }

  /** For labels: the file's own name without what it ends in, and the digest's first digits. */
  public String label() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String stem = dot > 0 ? last.substring(0, dot) : last;
    String digits = sha256.substring(0, Math.min(SHORT, sha256.length()));
    return stem.isEmpty() || digits.isEmpty() ? stem + digits : stem + '-' + digits;
  }
}
