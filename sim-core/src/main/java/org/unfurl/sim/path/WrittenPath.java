package org.unfurl.sim.path;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path as a person wrote it: on a command line, in a sweep file, in the description of a program.
 * A shell replaces {@code ~} and {@code $HOME}, but not after {@code =}, not in quotes, and not in
 * a file. A leading {@code ~} means the home folder here too; variables are refused, because what
 * they hold may differ from one process to the next.
 */
public final class WrittenPath {

  /** Names as variables have them; a dollar sign elsewhere is a letter of the file's name. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\w+\\}|\\$[A-Z_][A-Z0-9_]+|(?<![^/])\\$[A-Za-z_]\\w*(?![^/])");

  private WrittenPath() {}

  /**
   * The path that is meant: a leading {@code ~} is the home folder of this user, the rest stays.
   *
   * @throws IllegalArgumentException if it holds what only a shell replaces; the message is the end
   *     of a sentence that begins with the path
   */
  public static String resolve(String written) {
    return resolve(written, home());
  }

  static String resolve(String written, Optional<String> home) {
    Matcher variable = VARIABLE.matcher(written);
    if (variable.find()) {
      throw new IllegalArgumentException(
          "holds "
              + variable.group()
              + ", which only a shell replaces, and not in single quotes; write out what it stands"
              + " for");
    }
    if (!written.startsWith("~")) {
      return written;
    }
    if (!beginsAtHome(written)) {
      String name = written.split("[/\\\\]", 2)[0];
      throw new IllegalArgumentException(
          "begins with "
              + name
              + ", which only a shell replaces, and not after = or in quotes; write that folder out,"
              + " or ./"
              + name
              + " for one of this very name");
    }
    return home.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "begins with ~, but this user has no home folder; write the path out, or set"
                        + " HOME"))
        + written.substring(1);
  }

  /** The same of a word that need not be a path: nothing is refused, and what is unclear stays. */
  public static String resolveWord(String word) {
    return beginsAtHome(word) ? home().map(home -> home + word.substring(1)).orElse(word) : word;
  }

  private static boolean beginsAtHome(String path) {
    return path.equals("~") || path.startsWith("~/") || path.startsWith("~" + File.separator);
  }

  /** As a shell has it; Java's own answer is {@code ?} for a user without an entry. */
  private static Optional<String> home() {
    return Optional.ofNullable(System.getenv("HOME"))
        .filter(WrittenPath::isAbsolute)
        .or(() -> Optional.of(System.getProperty("user.home", "")).filter(WrittenPath::isAbsolute));
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
