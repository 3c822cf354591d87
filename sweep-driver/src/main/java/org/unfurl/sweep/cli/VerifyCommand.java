package org.unfurl.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.unfurl.sim.verification.Experiment;
import org.unfurl.sim.verification.Experiments;
import org.unfurl.sweep.report.VerificationPage;
import org.unfurl.sweep.report.VerificationTable;
import org.unfurl.sweep.run.BuildInfo;
import org.unfurl.sweep.run.Host;
import org.unfurl.sweep.spelling.Spelling;
import org.unfurl.sweep.verification.Verification;
import org.unfurl.sweep.verification.VerifiedExperiment;
import org.unfurl.train.verification.UnrolledGradientExperiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the experiments that show that the physics is right. Starts no Spark. */
@Command(
    name = "verify",
    description = "Measures what shows that the physics is right, and writes the page about it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every row holds",
      "3:finished, but a row does not hold",
      "2:bad usage, or the page cannot be written",
      "1:a bug of ours"
    })
final class VerifyCommand implements Callable<Integer> {

  private static final Path PAGE = Path.of("docs", "verification.md");

  private final Supplier<List<Experiment>> experiments;

  @Spec private CommandSpec spec;

  @Option(
      names = "--short",
      description = "Only the experiments that take a second or two each; writes no page.")
  private boolean shortOnes;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SUBJECT",
      description = "Only the experiments on this subject; may be repeated. Writes no page.")
  private List<String> only = List.of();

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = {
        "The page to write (default: docs/verification.md).",
        "Where it is named, a partial table is written too."
      })
  private String page;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Experiments that run at once (default: the processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  VerifyCommand() {
    this(VerifyCommand::everything);
  }

  VerifyCommand(Supplier<List<Experiment>> experiments) {
    this.experiments = experiments;
  }

  /** Where the lists of the modules are joined. */
  private static List<Experiment> everything() {
    return Stream.of(Experiments.all(), UnrolledGradientExperiments.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Integer call() throws BadInputException, InterruptedException {
    if (threads < 1) {
      throw new BadInputException(
          "--threads (" + threads + ") must be at least 1; leave it out for one on each processor");
    }
    List<Experiment> selected = selected(experiments.get());
    Path target = page == null && !shortOnes && only.isEmpty() ? PAGE : page();
    if (target != null) {
      requirePlace(target);
    }
    long start = System.nanoTime();
    PrintWriter err = spec.commandLine().getErr();
    List<VerifiedExperiment> verified =
        Verification.run(selected, threads, err, "1".equals(System.getenv("UNFURL_TERMINAL")));
    double seconds = (System.nanoTime() - start) * 1e-9;
    PrintWriter out = spec.commandLine().getOut();
    out.print(VerificationTable.text(verified, seconds));
    if (target != null) {
      write(target, VerificationPage.text(verified, seconds, origin()));
      out.println("page: " + target);
    }
    out.flush();
    boolean holds = verified.stream().allMatch(one -> one.held() == one.findings().size());
    return holds ? 0 : Main.FINISHED_WITH_FAILURES;
  }

  private Path page() throws BadInputException {
    try {
      return page == null ? null : Path.of(PathArgument.resolve("--page", page));
    } catch (InvalidPathException e) {
      throw new BadInputException("--page (" + page + ") must be a path: " + e.getReason());
    }
  }

  private List<Experiment> selected(List<Experiment> all) throws BadInputException {
    List<String> subjects = all.stream().map(one -> one.subject().name()).distinct().toList();
    for (String subject : only) {
      if (!subjects.contains(subject)) {
        throw new BadInputException(
            "--only (" + subject + ") is unknown; " + Spelling.hint(subject, subjects));
      }
    }
    List<Experiment> selected =
        all.stream()
            .filter(experiment -> only.isEmpty() || only.contains(experiment.subject().name()))
            .filter(experiment -> !shortOnes || experiment.extent() == Experiment.Extent.SHORT)
            .toList();
    if (selected.isEmpty()) {
      throw new BadInputException(
          "--short leaves no experiment"
              + (only.isEmpty() ? "" : " on " + String.join(", ", only))
              + "; run it without --short");
    }
    return selected;
  }

  /** Before minutes are spent on a table that has no place. */
  private static void requirePlace(Path target) throws BadInputException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          "--page ("
              + target
              + ") must lie in a folder that exists; make "
              + folder
              + ", run in the root of the checkout, or name another file");
    }
    if (Files.isDirectory(target) || !Files.isWritable(folder)) {
      throw new BadInputException(
          "--page (" + target + ") must be a file that can be written; name another one");
    }
  }

  private static void write(Path target, String text) throws BadInputException {
    Path temporary = target.resolveSibling("_" + target.getFileName() + "." + UUID.randomUUID());
    try {
      try {
        Files.writeString(temporary, text);
        move(temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new BadInputException(
          "--page (" + target + ") must be a file that can be written, but: " + e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static VerificationPage.Origin origin() {
    String command = System.getenv("UNFURL_COMMAND");
    return new VerificationPage.Origin(
        command == null ? "./unfurl verify" : command.strip(),
        LocalDate.now(ZoneOffset.UTC).toString(),
        Host.description(),
        "unfurl "
            + BuildInfo.version()
            + " "
            + BuildInfo.commit()
            + (BuildInfo.dirty() ? " with changes" : ""));
  }
}
