package org.unfurl.sweep.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.SparkUserAppException;
import org.unfurl.sim.system.UnusableSystemException;
import org.unfurl.sweep.machine.Exhaustion;
import org.unfurl.sweep.machine.LoginName;
import org.unfurl.sweep.machine.UnusableMachineException;
import org.unfurl.sweep.run.BuildInfo;
import org.unfurl.sweep.spark.YarnDriver;
import org.unfurl.train.architecture.UnusableArchitectureException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/**
 * The command {@code unfurl}. Exit codes: 0 every trial has a result, 3 finished with failures, 2
 * bad usage, configuration or machine, 1 a bug of ours, 130 interrupted.
 */
@Command(
    name = "unfurl",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Sweeps over ways to train neural networks that step physical systems forward.",
    synopsisSubcommandLabel = "VERB",
    scope = ScopeType.INHERIT,
    subcommands = {
      ValidateCommand.class,
      PlanCommand.class,
      RunCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      MergeCommand.class,
      VerifyCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every trial has a result",
      "3:finished, with failures",
      "2:bad usage, configuration or machine",
      "1:a bug of ours",
      "130:interrupted; the same command resumes"
    })
public final class Main {

  static final int FINISHED_WITH_FAILURES = 3;
  static final int BAD_INPUT = 2;
  static final int BUG = 1;

  /** 128 + SIGINT, what a shell reports of a process ended by Ctrl-C. */
  static final int INTERRUPTED = 130;

  private Main() {}

  /**
   * Runs one verb and ends the JVM with its exit code, or tells it to the cluster that is its host.
   */
  public static void main(String[] arguments) throws SparkUserAppException {
    // Stops DJL's look for a cloud machine's metadata, and any download, whoever starts us.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    LoginName.provide();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    if (!YarnDriver.isHosted()) {
      System.exit(code);
    }
    YarnDriver.end(code);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(100)
            .setUsageHelpAutoWidth(false)
            .setExecutionExceptionHandler(Main::explain);
    if (arguments.length == 0) {
      commandLine.usage(err);
      return BAD_INPUT;
    }
    try {
      return commandLine.execute(arguments);
    } catch (Error e) { // to picocli, only exceptions are something to explain
      return explain(e, err);
    }
  }

  static int explain(Exception error, CommandLine commandLine, CommandLine.ParseResult parsed) {
    return explain(error, commandLine.getErr());
  }

  private static int explain(Throwable error, PrintWriter err) {
    if (error instanceof BadInputException
        || error instanceof UnusableSystemException
        || error instanceof UnusableArchitectureException
        || error instanceof UnusableMachineException) {
      err.println(error.getMessage());
      return BAD_INPUT;
    }
    Optional<String> exhausted = Exhaustion.explain(error);
    if (exhausted.isPresent()) {
      err.println(exhausted.get());
      return BAD_INPUT;
    }
    err.println("unfurl: this is a bug of ours; please report it with the lines below");
    error.printStackTrace(err);
    return BUG;
  }

  /** Version and commit of the build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"unfurl " + BuildInfo.version() + " " + BuildInfo.commit()};
    }
  }
}
