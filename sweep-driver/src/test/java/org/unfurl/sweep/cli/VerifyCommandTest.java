package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.verification.Experiment;
import org.unfurl.sim.verification.Experiment.Extent;
import org.unfurl.sim.verification.Experiments;
import org.unfurl.sim.verification.Finding;
import org.unfurl.sim.verification.Subject;
import org.unfurl.train.verification.UnrolledGradientExperiments;
import picocli.CommandLine;

/** What a user sees of {@code ./unfurl verify}, with experiments that take no time. */
class VerifyCommandTest {

  private static final Subject SWINGS =
      new Subject("pendulum", "Periods. Not claimed: that strings hold.");

  private static final Subject FALLS = new Subject("fall", "Stones. Not claimed: feathers.");

  private static final Experiment PENDULUM =
      new Experiment(
          SWINGS,
          "swing once",
          Extent.SHORT,
          () ->
              List.of(
                  Finding.between(6.28, 6.29, "period | in seconds", 6.2832, "2π <Huygens 1673>"),
                  Finding.atMost(1e-10, "energy error", 2e-12, "conserved")));

  private static final Experiment FALL =
      new Experiment(
          FALLS,
          "drop a stone",
          Extent.LONG,
          () -> List.of(Finding.atLeast(9.8, "acceleration", 9.7999999, "Galilei 1638")));

  private static final Experiment THROWS =
      new Experiment(
          SWINGS,
          "swing for ever",
          Extent.SHORT,
          () -> {
            throw new IllegalStateException("the string broke\nat the hook");
          });

  private static final Experiment EMPTY =
      new Experiment(FALLS, "drop nothing", Extent.SHORT, List::of);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void exitsWithZeroIfEveryRowHoldsAndWritesThePage() throws IOException {
    Path page = folder.resolve("page.md");
    assertEquals(0, verify(List.of(PENDULUM), "--page", page.toString()));
    assertTrue(out.toString().contains("2 of 2 rows hold; 1 experiments in "), out::toString);
    assertTrue(
        out.toString()
            .lines()
            .anyMatch(line -> line.matches("pendulum +energy error .*<= 1e-10 +yes")),
        out::toString);
    assertFalse(out.toString().contains("Huygens"), "sources are for rows that fail");
    assertTrue(err.toString().contains("[1/1] 2 of 2 rows hold, "), err::toString);
    String text = Files.readString(page);
    assertTrue(text.contains("Written by `"), text);
    assertTrue(text.contains("**2 of 2 rows hold; 1 experiments in "), text);
    assertTrue(
        text.contains("\n## pendulum\n\nPeriods. Not claimed: that strings hold.\n\n| quantity"),
        text);
    assertTrue(text.contains("| period \\| in seconds | 6.28 | 6.28 to 6.29 | yes | 1 |\n"), text);
    assertTrue(text.contains("\n1. 2π &lt;Huygens 1673>\n2. conserved\n"), text);
    assertTrue(text.contains(System.getProperty("java.runtime.version")), text);
    assertArrayEquals(new String[] {"page.md"}, folder.toFile().list());
  }

  @Test
  void aLongQuantityGoesOnInTheNextLine() {
    String quantity = "period of a pendulum ".repeat(12).strip();
    Experiment longOne =
        new Experiment(
            SWINGS,
            "swing once",
            Extent.SHORT,
            () -> List.of(Finding.atMost(7, quantity, 6.2832, "2π")));
    assertEquals(0, verify(List.of(longOne, PENDULUM), "--short"));
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.stream().allMatch(line -> line.length() <= 150), out::toString);
    String table = String.join(" ", lines.subList(2, 6)).replaceAll("\\s+", " ");
    assertTrue(
        table.replaceFirst("6.28 <= 7 yes ", "").startsWith("pendulum " + quantity + " pendulum"),
        table);
  }

  @Test
  void everySubjectIsExplainedOnThePage() throws IOException {
    List<Experiment> quick =
        Stream.concat(Experiments.all().stream(), UnrolledGradientExperiments.all().stream())
            .map(one -> new Experiment(one.subject(), one.title(), Extent.SHORT, List::of))
            .toList();
    Path page = folder.resolve("page.md");
    verify(quick, "--page", page.toString());
    String[] sections = Files.readString(page).split("\n## ");
    assertEquals(
        quick.stream().map(one -> one.subject().name()).distinct().count(), sections.length - 1);
    for (String section : List.of(sections).subList(1, sections.length)) {
      assertTrue(section.contains("Not claimed: "), section);
    }
  }

  @Test
  void aRowThatDoesNotHoldIsToldWithItsSource() throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), "an older page");
    assertEquals(3, verify(List.of(PENDULUM, FALL), "--page", page.toString()));
    assertTrue(out.toString().contains("2 of 3 rows hold"), out::toString);
    assertTrue(
        out.toString()
            .contains(
                String.format(
                    "fall: acceleration: measured 9.7999999, expected >= 9.8%n    Galilei 1638")),
        out::toString);
    assertTrue(
        Files.readString(page)
            .contains(
                "| acceleration | 9.7999999 | >= 9.8 | **no** | 1 |\n\nSources:\n\n1. Galilei 1638\n"));
  }

  @Test
  void anExperimentThatThrowsOrFindsNothingIsARowThatDoesNotHold() {
    assertEquals(3, verify(List.of(THROWS, EMPTY, PENDULUM), "--short", "--threads", "1"));
    String text = out.toString() + err;
    assertTrue(text.contains("2 of 4 rows hold"), text);
    assertTrue(text.contains("java.lang.IllegalStateException: the string broke"), text);
    assertTrue(text.contains("fall: drop nothing: measured none, expected a number"), text);
    assertFalse(text.contains("at org.unfurl"), text);
  }

  @Test
  void aPartIsRunWithoutThePage() {
    assertEquals(0, verify(List.of(PENDULUM, FALL), "--short"));
    assertEquals(0, verify(List.of(PENDULUM, FALL), "--only", "pendulum"));
    assertEquals(3, verify(List.of(PENDULUM, FALL), "--only", "pendulum", "--only", "fall"));
    assertFalse(out.toString().contains("page: "), out::toString);
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingRuns() {
    List<String> ran = new ArrayList<>();
    Experiment recorded =
        new Experiment(
            SWINGS,
            "swing once",
            Extent.LONG,
            () -> {
              ran.add("pendulum");
              return PENDULUM.procedure().get();
            });
    List<Experiment> one = List.of(recorded);
    assertRefused("--only (pendulun) is unknown; did you mean pendulum?", one, "--only=pendulun");
    assertRefused("--threads (0) must be at least 1; leave it out", one, "--threads", "0");
    assertRefused("--short leaves no experiment on pendulum", one, "--short", "--only=pendulum");
    Path missing = folder.resolve("none/page.md");
    assertRefused(
        "--page (" + missing + ") must lie in a folder that exists; make ",
        one,
        "--page",
        missing.toString());
    assertRefused(
        "--page (" + folder + ") must be a file that can be written",
        one,
        "--page",
        folder.toString());
    assertEquals(List.of(), ran);
  }

  @Test
  void theExitCodesAreListed() {
    StringWriter help = new StringWriter();
    assertEquals(0, Main.run(new PrintWriter(help), new PrintWriter(err), "verify", "--help"));
    assertTrue(help.toString().contains("3   finished, but a row does not hold"), help::toString);
    assertFalse(help.toString().contains("every trial has a result"), help::toString);
  }

  private void assertRefused(String message, List<Experiment> experiments, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(2, verify(experiments, arguments));
    assertTrue(err.toString().startsWith(message), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  private int verify(List<Experiment> experiments, String... arguments) {
    return new CommandLine(new VerifyCommand(() -> experiments))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(Main::explain)
        .execute(arguments);
  }
}
