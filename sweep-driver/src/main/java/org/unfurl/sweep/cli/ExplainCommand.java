package org.unfurl.sweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.unfurl.sim.reference.ReferenceSpec;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.run.SweepRun;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.sweep.table.TrialRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows everything that is known of one trial. */
@Command(
    name = "explain",
    description =
        "Shows what one trial computes, what it needs, what came out, how to run it alone.")
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SweepArgument argument;

  @Parameters(
      index = "1",
      paramLabel = "TRIAL",
      description = "A label such as correction/wig/s0, or the beginning of a key.")
  private String name;

  @Mixin private ResultsOption results;

  @Override
  public Integer call() throws BadInputException, JsonProcessingException {
    Plan plan = argument.plan();
    Trial trial = TrialArgument.find(plan, name);
    PrintWriter out = spec.commandLine().getOut();
    out.println(trial.label());
    out.println("key        " + trial.key());
    out.println(
        String.format(Locale.ROOT, "predicted  %.1f s on one core", trial.predictedSeconds()));
    out.println("needs");
    for (ReferenceSpec reference : trial.config().references().toList()) {
      out.println("  " + describe(reference) + origin(reference, plan));
    }
    out.println("configuration, as the key hashes it");
    ObjectMapper json = new ObjectMapper();
    out.println(
        json.readTree(TrialKey.canonicalJson(trial.config()))
            .toPrettyString()
            .indent(2)
            .stripTrailing());
    Optional<TrialRow> row =
        results.rows(plan.sweep().name()).stream()
            .filter(candidate -> candidate.trialKey().equals(trial.key()))
            .findFirst();
    out.println("result     " + row.map(ExplainCommand::describe).orElse("none yet"));
    Path sweep = SweepRun.sweepFolder(results.path(), plan.sweep().name());
    row.map(TrialRow::modelPath)
        .ifPresent(stored -> out.println("weights    " + ResultLayout.model(sweep, stored)));
    out.println(
        "run alone  ./unfurl run "
            + argument.file()
            + " --trial "
            + trial.label()
            + " --results "
            + (row.isPresent() ? results.path() + "-again" : results.path()));
    out.flush();
    return 0;
  }

  private static String describe(ReferenceSpec reference) {
    return String.format(
        Locale.ROOT,
        "%-13s %s  %d trajectories x %d frames  %s.npy",
        reference.split().word(),
        reference.parameter(),
        reference.trajectories(),
        reference.frames(),
        reference.key());
  }

  /** Which file holds the data; empty where they are generated. */
  private static String origin(ReferenceSpec reference, Plan plan) {
    return plan.sweep().ownData().stream()
        .filter(own -> own.spec().equals(reference))
        .map(own -> "  from " + own.source())
        .findFirst()
        .orElse("");
  }

  private static String describe(TrialRow row) {
    if (row.errorClass() != null) {
      return row.outcome().word() + " " + row.errorClass() + ": " + row.errorMessage();
    }
    if (row.relativeError() == null) {
      return row.outcome().word() + (row.errorMessage() == null ? "" : " " + row.errorMessage());
    }
    return String.format(
        Locale.ROOT,
        "%s, relative error %.4g, stable for %.0f frames",
        row.outcome().word(),
        row.relativeError(),
        row.stableFrames());
  }
}
