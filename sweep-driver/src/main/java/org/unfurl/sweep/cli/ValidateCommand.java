package org.unfurl.sweep.cli;

import java.util.concurrent.Callable;
import org.unfurl.sweep.file.SweepFile;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a sweep file. */
@Command(name = "validate", description = "Checks a sweep file and reports every problem at once.")
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SweepArgument argument;

  @Option(names = "--resolved", description = "Print the file with every default filled in.")
  private boolean resolved;

  @Override
  public Integer call() throws BadInputException {
    Sweep sweep = argument.sweep();
    var out = spec.commandLine().getOut();
    if (resolved) {
      out.print(SweepFile.write(sweep));
    } else {
      out.println(argument.file() + ": ok, " + Plan.of(sweep).trials().size() + " trials");
    }
    out.flush();
    return 0;
  }
}
