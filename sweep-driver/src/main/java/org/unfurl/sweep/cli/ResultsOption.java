package org.unfurl.sweep.cli;

import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.unfurl.sweep.run.SweepRun;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.table.ResultReader;
import org.unfurl.sweep.table.TrialRow;
import picocli.CommandLine.Option;

/** Where the tables lie. */
final class ResultsOption {

  @Option(
      names = "--results",
      paramLabel = "PATH",
      defaultValue = "results",
      description = {
        "Folder of all results (default: ${DEFAULT-VALUE}); any Hadoop path.",
        "A leading ~ is your home folder, also after = and in quotes.",
        "On a cluster, driver and executors must both see it."
      })
  private String results;

  /**
   * The folder, as the user gave it, {@code ~} resolved.
   *
   * @throws BadInputException if it is no path
   */
  String path() throws BadInputException {
    try {
      return new Path(PathArgument.resolve("--results", results)).toString();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "--results (" + results + ") must be a folder's path: " + e.getMessage());
    }
  }

  /**
   * The rows of a sweep; none if it has not run yet.
   *
   * @throws BadInputException if they cannot be read
   */
  List<TrialRow> rows(String sweep) throws BadInputException {
    try {
      return ResultReader.of(
              SweepRun.sweepFolder(path(), sweep), SparkSessions.hadoop(new SparkConf()))
          .trials();
    } catch (UncheckedIOException e) {
      throw new BadInputException(
          "--results (" + results + ") must be readable: " + e.getMessage());
    }
  }
}
