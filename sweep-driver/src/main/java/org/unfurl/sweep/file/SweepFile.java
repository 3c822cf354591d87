package org.unfurl.sweep.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.TrialSettings;

/** The sweep file format: YAML 1.2, kebab-case keys, a list is an axis, a scalar a constant. */
public final class SweepFile {

  private SweepFile() {}

  /** What reading gives: a sweep, or what is wrong with the file. */
  public sealed interface Result {

    /** Nothing is wrong. */
    record Valid(Sweep sweep) implements Result {}

    /**
     * Something is wrong.
     *
     * @param source name of the file
     * @param problems all of them, sorted by line, at least one
     */
    record Invalid(String source, List<Problem> problems) implements Result {

      /** Copies. */
      public Invalid {
        problems = List.copyOf(problems);
      }

      /** One line for each problem, {@code source:line: message}. */
      public String report() {
        return problems.stream()
            .map(problem -> source + ":" + problem.line() + ": " + problem.message() + "\n")
            .collect(Collectors.joining());
      }
    }
  }

  /**
   * Reads a sweep file and the data that it names. Throws for no text whatever: what is wrong is in
   * the result.
   *
   * @param text of the file
   * @param sourceName what reports call the file; its path, which relative paths in it begin at
   */
  public static Result read(String text, String sourceName) {
    return read(text, sourceName, TrialSettings.registered());
  }

  /** The same, of trials that have these settings. */
  public static Result read(String text, String sourceName, TrialSettings settings) {
    Problems problems = new Problems();
    return Yaml.topLevel(text, sourceName, problems)
        .flatMap(map -> new SweepReader(map, folder(sourceName), settings, problems).read())
        .<Result>map(Result.Valid::new)
        .orElseGet(() -> new Result.Invalid(sourceName, problems.sorted()));
  }

  /**
   * The folder of a file on this machine, the working folder for a pipe; empty for a file on hdfs:
   * and the like.
   */
  private static Optional<Path> folder(String sourceName) {
    if (sourceName.startsWith("/dev/") || sourceName.startsWith("/proc/")) {
      return Optional.of(Path.of("").toAbsolutePath());
    }
    return sourceName.contains(":/")
        ? Optional.empty()
        : Optional.ofNullable(Path.of(sourceName).toAbsolutePath().getParent());
  }

  /** A sweep file in which every key is given and which reads back as an equal sweep. */
  public static String write(Sweep sweep) {
    return SweepText.of(sweep);
  }
}
