package org.unfurl.sweep.cli;

import java.util.concurrent.Callable;
import org.unfurl.sweep.plan.PlanView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what a sweep would compute. */
@Command(
    name = "plan",
    description = "Shows what would run: trials, networks, predicted time, disk; runs nothing.")
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SweepArgument argument;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Trials that run at once (default: the cores of this machine).")
  private Integer slots;

  @Override
  public Integer call() throws BadInputException {
    if (slots != null && slots < 1) {
      throw new ParameterException(
          spec.commandLine(), "--slots (" + slots + ") must be at least 1");
    }
    int available = Runtime.getRuntime().availableProcessors();
    spec.commandLine()
        .getOut()
        .print(PlanView.of(argument.plan(), slots == null ? available : slots));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
