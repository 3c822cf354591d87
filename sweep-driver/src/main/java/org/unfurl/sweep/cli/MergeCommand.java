package org.unfurl.sweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.unfurl.sweep.merge.MergeRefusedException;
import org.unfurl.sweep.merge.ResultsMerge;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.table.OnDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the results of several machines together. */
@Command(
    name = "merge",
    description = {
      "Puts results folders together: tables, trained weights and reference data of all sweeps.",
      "The sources are only read. Repeating it, also after it was killed, changes nothing more."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:merged", "2:refused, or TARGET cannot be written", "1:a bug of ours"})
final class MergeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "SOURCE",
      description = "Results folders, any Hadoop path; of equal rows the first counts.")
  private List<String> sources;

  @Option(
      names = "--into",
      required = true,
      paramLabel = "TARGET",
      description = {
        "Results folder that receives them, new or one of the sources;",
        "what it has already counts first."
      })
  private String target;

  @Option(
      names = "--on-difference",
      paramLabel = "WHAT",
      defaultValue = "refuse",
      description = {
        "Where two folders have different numbers for one trial, as other",
        "processors and other code make them: ${COMPLETION-CANDIDATES}",
        "(default: ${DEFAULT-VALUE})."
      })
  private OnDifference onDifference;

  @Override
  public Integer call() throws BadInputException, InterruptedException {
    List<Path> folders = new ArrayList<>();
    for (String source : sources) {
      folders.add(path("SOURCE", source));
    }
    ResultsMerge merge =
        new ResultsMerge(
            folders,
            path("--into", target),
            onDifference,
            SparkSessions.hadoop(new SparkConf()),
            spec.commandLine().getErr(),
            "1".equals(System.getenv("UNFURL_TERMINAL")));
    try {
      merge.run().forEach(spec.commandLine().getOut()::println);
    } catch (MergeRefusedException e) {
      throw new BadInputException(e.getMessage());
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static Path path(String name, String text) throws BadInputException {
    try {
      return new Path(PathArgument.resolve(name, text));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          name + " (" + text + ") must be a folder's path: " + e.getMessage());
    }
  }
}
