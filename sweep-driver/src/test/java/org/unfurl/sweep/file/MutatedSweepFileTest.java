package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unfurl.sweep.plan.Plan;
import org.unfurl.sweep.plan.Sweep;
import org.unfurl.sweep.plan.SweepFiles;

/** Whatever the text: problems with lines, or a sweep that reads back and can be planned. */
final class MutatedSweepFileTest {

  private static final String PIECES = " \n\t:-,[]{}#&*!|>'\"%@`~?0123456789.eE+axyz\u0000\uFEFF\r";

  private static final List<String> ORIGINALS =
      List.of(SweepFileTest.FULL, SweepFiles.MINIMAL, SweepFiles.text("quickstart.yaml"));

  private static String mutate(String text, SplittableRandom random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
      int at = random.nextInt(mutated.length());
      String piece = String.valueOf(PIECES.charAt(random.nextInt(PIECES.length())));
      switch (random.nextInt(3)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, piece);
        default -> mutated.replace(at, at + 1, piece);
      }
    }
    return mutated.toString();
  }

  private static String withoutOneLine(String text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.remove(random.nextInt(lines.size()));
    return String.join("\n", lines);
  }

  /** What people and their editors do to a whole line, rather than to a letter. */
  private static String slip(String text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    int value = line.indexOf(": ") + 2;
    boolean hasValue = value > 1;
    switch (random.nextInt(6)) {
      case 0 ->
          line = hasValue ? line.substring(0, value) + '"' + line.substring(value) + '"' : line;
      case 1 ->
          line = hasValue ? line.substring(0, value) + "[" + line.substring(value) + "]" : line;
      case 2 ->
          line = hasValue ? line.substring(0, value) + "\n  - " + line.substring(value) : line;
      case 3 -> line = line.replace("  ", "\t");
      case 4 -> line = line + "\u00A0";
      default -> line = line + "\r";
    }
    lines.set(at, line);
    String slipped = String.join(random.nextBoolean() ? "\r\n" : "\n", lines);
    return random.nextInt(4) == 0 ? "\uFEFF" + slipped : slipped;
  }

  /** Returns whether the text is a sweep. */
  private static boolean check(String text) {
    SweepFile.Result result = SweepFile.read(text, "mutated");
    if (result instanceof SweepFile.Result.Valid valid) {
      Sweep sweep = valid.sweep();
      assertEquals(sweep, SweepFiles.valid(SweepFile.write(sweep)), text);
      assertFalse(Plan.of(sweep).trained().isEmpty(), text);
      return true;
    }
    List<Problem> problems = ((SweepFile.Result.Invalid) result).problems();
    assertFalse(problems.isEmpty(), text);
    int last = text.split("\r\n|\r|\n", -1).length;
    for (Problem problem : problems) {
      assertTrue(problem.line() >= 1 && problem.line() <= last, problem + " in\n" + text);
    }
    return false;
  }

  @Test
  void mutations() {
    SplittableRandom random = new SplittableRandom(2402_12971);
    int sweeps = 0;
    int trials = 3000;
    for (int i = 0; i < trials; i++) {
      String original = ORIGINALS.get(i % ORIGINALS.size());
      String text = i % 10 == 0 ? withoutOneLine(original, random) : mutate(original, random);
      sweeps += check(text) ? 1 : 0;
    }
    // Both kinds must occur, or the test says little.
    assertTrue(sweeps > trials / 20 && sweeps < trials * 19 / 20, sweeps + " sweeps");
  }

  @Test
  void slips() {
    SplittableRandom random = new SplittableRandom(20_26);
    int sweeps = 0;
    int trials = 2000;
    for (int i = 0; i < trials; i++) {
      sweeps += check(slip(ORIGINALS.get(i % ORIGINALS.size()), random)) ? 1 : 0;
    }
    assertTrue(sweeps > trials / 20 && sweeps < trials * 19 / 20, sweeps + " sweeps");
  }

  @Test
  void deepNesting() {
    assertFalse(check("seed: " + "[".repeat(100_000)));
    assertFalse(check("- ".repeat(100_000)));
  }

  @Test
  void recursiveAliases() {
    assertFalse(check("&top\nsweep: *top\nseed: &seed [*seed]\nnetwork: &n { width: *n }\n"));
  }

  @Test
  void windowsLineEndingsAndByteOrderMark() {
    assertTrue(check(SweepFiles.MINIMAL.replace("\n", "\r\n")));
    assertTrue(check("\uFEFF" + SweepFiles.MINIMAL));
  }
}
