package org.unfurl.sweep.cli;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.unfurl.sweep.outcome.OutcomeKind;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.report.Summary;
import org.unfurl.sweep.run.BuildInfo;
import org.unfurl.sweep.run.Only;
import org.unfurl.sweep.run.SweepRun;
import org.unfurl.sweep.spark.RunRefusedException;
import org.unfurl.sweep.spark.SparkSessions;
import org.unfurl.sweep.spark.SparkVersion;
import org.unfurl.sweep.table.TrialRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a sweep; running again resumes. */
@Command(
    name = "run",
    description = "Runs every trial that has no row yet, then prints the summary.")
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SweepArgument argument;
  @Mixin private ResultsOption results;

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "",
      description = {
        "Spark master (default: the submitted one, else local[*]: all local cores).",
        "Locally there are never more slots than cores."
      })
  private String master;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WHAT",
      defaultValue = "missing",
      description = "What to run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Only> only;

  @Option(
      names = "--trial",
      paramLabel = "TRIAL",
      description = "Run this trial alone: a label, or the beginning of a key.")
  private String trial;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description = "Launch in a random order instead of longest first; results stay the same.")
  private Long shuffle;

  @Override
  public Integer call() throws BadInputException, InterruptedException {
    try {
      SparkVersion.requireRunning(BuildInfo.spark());
      return run();
    } catch (RunRefusedException e) {
      throw new BadInputException(e.getMessage());
    }
  }

  private int run() throws BadInputException, RunRefusedException, InterruptedException {
    Plan plan = argument.plan();
    List<Trial> selected = trial == null ? plan.trials() : List.of(TrialArgument.find(plan, trial));
    PrintWriter err = spec.commandLine().getErr();
    SweepRun run =
        new SweepRun(
            plan,
            results.path(),
            SparkSessions.configuration(master),
            err,
            "1".equals(System.getenv("UNFURL_TERMINAL")));
    OptionalLong order = shuffle == null ? OptionalLong.empty() : OptionalLong.of(shuffle);
    try (Interruption interruption = new Interruption(run, err)) {
      if (!run.run(new SweepRun.Request(selected, EnumSet.copyOf(only), order, command()))) {
        return Main.INTERRUPTED;
      }
    }
    List<TrialRow> rows = results.rows(plan.sweep().name());
    String folder = run.sweepFolder().toString();
    spec.commandLine().getOut().print(Summary.text(plan, rows, folder));
    spec.commandLine().getOut().flush();
    return exitCode(selected, rows);
  }

  private static int exitCode(List<Trial> selected, List<TrialRow> rows) {
    Map<String, OutcomeKind> outcomes =
        rows.stream().collect(Collectors.toMap(TrialRow::trialKey, TrialRow::outcome));
    boolean done =
        selected.stream()
            .map(wanted -> outcomes.get(wanted.key()))
            .noneMatch(outcome -> outcome == null || outcome.isFailure());
    return done ? 0 : Main.FINISHED_WITH_FAILURES;
  }

  private static String command() {
    String command = System.getenv("UNFURL_COMMAND");
    return command == null ? System.getProperty("sun.java.command", "") : command;
  }
}
