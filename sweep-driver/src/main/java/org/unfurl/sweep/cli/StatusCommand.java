package org.unfurl.sweep.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.report.StatusView;
import org.unfurl.sweep.report.Summary;
import org.unfurl.sweep.run.SweepRun;
import org.unfurl.sweep.table.TrialRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how far a sweep is; reads the tables and runs nothing, also beside a run. */
@Command(
    name = "status",
    description = "Shows how far a sweep is and what it says so far; runs nothing.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SweepArgument argument;
  @Mixin private ResultsOption results;

  @Override
  public Integer call() throws BadInputException {
    Plan plan = argument.plan();
    String sweep = plan.sweep().name();
    List<TrialRow> rows = results.rows(sweep);
    var out = spec.commandLine().getOut();
    out.print(StatusView.text(plan, rows));
    if (!rows.isEmpty()) {
      out.println();
      out.print(Summary.text(plan, rows, SweepRun.sweepFolder(results.path(), sweep).toString()));
    }
    out.flush();
    return 0;
  }
}
