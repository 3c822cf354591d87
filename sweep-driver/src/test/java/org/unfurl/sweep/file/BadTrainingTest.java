package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.unfurl.sweep.file.WrongLine.GOOD;
import static org.unfurl.sweep.file.WrongLine.report;
import static org.unfurl.sweep.file.WrongLine.wrong;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training: what each bad value is told, and where. */
final class BadTrainingTest {

  static Stream<WrongLine> wrongLines() {
    return Stream.of(
        wrong(
            10,
            "  learning-rate: { initial: \"1e-3\" }",
            "initial (\"1e-3\") must be a number without quotes; write initial: 1e-3"),
        wrong(
            9,
            "  updates: 10_000",
            "updates (10_000) must be a whole number without separators; write updates: 10000"),
        wrong(
            9,
            "  updates: 10,000",
            "updates (10,000) must be a whole number without separators; write updates: 10000"),
        wrong(
            10,
            "  learning-rate:\n    initial: 0,001",
            11,
            "initial (0,001) must be a number with a decimal point; write initial: 0.001"),
        wrong(
            9, "  updates: 20\u00A0", "updates (20<U+00A0>) must be a whole number, such as 1500"),
        wrong(
            10,
            "  learning-rate: { initial: [[1e-3, 1e-4]] }",
            "initial (a list) must be a number, not a list inside the list; write its values"
                + " without the inner brackets or hyphen"),
        wrong(
            10,
            "  learning-rate: { initial: [1e-3, 0.001] }",
            "initial (0.001) must stand once in its list; delete the repetition"),
        wrong(9, "  updates: .inf", "updates (.inf) must be a whole number, such as 1500"),
        wrong(
            10,
            "  learning-rate: { initial: fast }",
            "initial (fast) must be a number, such as 0.001"),
        wrong(
            10,
            "  learning-rate: 1e-3",
            "learning-rate (1e-3) must be a map of initial, decay, every"),
        wrong(
            9, "  updates: 10000001", "updates (10000001) must be at most 10000000, such as 1500"),
        wrong(
            9, "  updates: 1e999999", "updates (1e999999) must be at most 10000000, such as 1500"),
        wrong(
            10,
            "  learning-rate: { initial: 0 }",
            "initial (0) must be above 0 and at most 10, such as 0.001"),
        wrong(
            10,
            "  learning-rate: { initial: 1e-3, decay: 1.5 }",
            "decay (1.5) must be above 0 and at most 1, such as 0.9"),
        wrong(
            10,
            "  learning-rate: { initial: 1e-3, evry: 5 }",
            "key (evry) is unknown in learning-rate; did you mean every?"),
        wrong(
            10, "", 9, "initial (missing) must be given in learning-rate, such as initial: 0.001"));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void oneWrongLineIsOneProblem(WrongLine line) {
    line.isTheOnlyProblem();
  }

  /** 2^31 - 1 values make an array; a state of the one has 48, of the other 2 x 48 x 48. */
  @Test
  void dataSetsThatAreTooLargeAreProblems() {
    assertEquals(
        "f:10: frames (100000) times trajectories (6) must be at most 466033, what one data set of"
            + " gray-scott can hold; lower one of them\n"
            + "f:12: rollout-frames + 1 (100000) times tests (450) must be at most 44739242, what"
            + " one data set of kuramoto-sivashinsky can hold; lower one of them\n"
            + "f:12: rollout-frames + 1 (100000) times tests (450) must be at most 466033, what one"
            + " data set of gray-scott can hold; lower one of them\n",
        report(
            GOOD.replace("kuramoto-sivashinsky", "[kuramoto-sivashinsky, gray-scott]")
                .replace("updates: 1500", "updates: 1500\n  frames: 100000")
                .replace(
                    "tests: 10, error-horizon: 12, rollout-frames: 200",
                    "tests: 450, error-horizon: 12, rollout-frames: 99999")));
  }
}
