package org.unfurl.sweep.cli;

import org.apache.spark.SparkConf;
import org.unfurl.sweep.run.SparkSessions;
import org.unfurl.sweep.run.SweepRun;
import org.unfurl.sweep.table.ResultReader;
import picocli.CommandLine.Option;

/** Where the tables lie. */
final class ResultsOption {

  @Option(
      names = "--results",
      paramLabel = "PATH",
      defaultValue = "results",
      description = {
        "Folder of all results (default: ${DEFAULT-VALUE}); any Hadoop path.",
        "On a cluster, driver and executors must both see it."
      })
  private String results;

  String path() {
    return results;
  }

  /** The tables of a sweep, which may not exist yet. */
  ResultReader reader(String sweep) {
    return ResultReader.of(
        SweepRun.sweepFolder(results, sweep), SparkSessions.hadoop(new SparkConf()));
  }
}
