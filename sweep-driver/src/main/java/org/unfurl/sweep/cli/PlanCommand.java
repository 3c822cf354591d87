package org.unfurl.sweep.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.unfurl.sweep.plan.EquationCheck;
import org.unfurl.sweep.plan.OwnData;
import org.unfurl.sweep.plan.Plan;
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
    Plan plan = argument.plan();
    List<EquationCheck> checks = checks(plan);
    spec.commandLine().getOut().print(PlanView.of(plan, slots == null ? available : slots, checks));
    spec.commandLine().getOut().flush();
    checks.stream()
        .flatMap(check -> check.warning().stream())
        .forEach(spec.commandLine().getErr()::println);
    return 0;
  }

  private static List<EquationCheck> checks(Plan plan) throws BadInputException {
    List<EquationCheck> checks = new ArrayList<>();
    for (OwnData own : plan.sweep().ownData()) {
      try {
        checks.add(EquationCheck.of(own));
      } catch (IOException e) { // it could be read a moment ago
        throw new BadInputException(
            "file (" + own.file() + ") must stay as it is: " + e.getMessage() + "; plan again");
      }
    }
    return checks;
  }
}
