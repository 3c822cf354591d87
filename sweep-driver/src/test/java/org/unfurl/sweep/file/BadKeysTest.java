package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.unfurl.sweep.file.WrongLine.GOOD;
import static org.unfurl.sweep.file.WrongLine.report;
import static org.unfurl.sweep.file.WrongLine.wrong;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.system.PhysicalSystems;

/**
 * Keys, words and values outside of networks and training: what each bad one is told, and where.
 */
final class BadKeysTest {

  static Stream<WrongLine> wrongLines() {
    return Stream.of(
        wrong(6, "unroll-length: three", "unroll-length (three) must be a whole number, such as 3"),
        wrong(
            6,
            "unroll-length: \"\\0\\e[2J\"",
            "unroll-length (??[2J) must be a whole number, such as 3"),
        wrong(6, "unroll-length: 2.5", "unroll-length (2.5) must be a whole number, such as 3"),
        wrong(
            6,
            "unroll-length: '3'",
            "unroll-length (\"3\") must be a whole number without quotes; write unroll-length: 3"),
        wrong(5, "seed: \"\"", "seed (\"\") must be a whole number, such as 0"),
        wrong(
            5,
            "seed: !!str 7",
            "seed (7) must be a whole number without a tag that makes it text; write seed: 7"),
        wrong(
            4,
            "modality: wig\u200B",
            "modality (wig<U+200B>) is unknown; choose from one, nog, wig"),
        wrong(6, "unroll-length:", "unroll-length (empty) must be a whole number, such as 3"),
        wrong(
            11,
            "evaluation: { tests: [1, 2] }",
            "tests (a list) must be a whole number, not a list, because rows would not be"
                + " comparable; choose one, such as tests: 1"),
        wrong(
            11,
            "evaluation: { tests: [20] }",
            "tests (a list) must be a whole number, not a list; write tests: 20"),
        wrong(
            6,
            "sweep-seed: [0, 1]",
            "sweep-seed (a list) must be a whole number, not a list, because rows would not be"
                + " comparable; choose one, such as sweep-seed: 0"),
        wrong(
            5,
            "seed: [[0, 1], 2]",
            "seed (a list) must be a whole number, not a list inside the list; write its values"
                + " without the inner brackets or hyphen"),
        wrong(
            11,
            "evaluation: [{ tests: 10 }]",
            "evaluation (a list) must be a map of tests, error-horizon, rollout-frames; write them"
                + " without hyphens or brackets"),
        wrong(1, "sweep: [a, b]", "sweep (a list) must be one word, such as my-sweep"),
        wrong(5, "seed: -1", "seed (-1) must be at least 0, such as 0"),
        wrong(
            11, "evaluation: { tests: 10001 }", "tests (10001) must be at most 10000, such as 10"),
        wrong(3, "task: corection", "task (corection) is unknown; did you mean correction?"),
        wrong(4, "modality: WIG", "modality (WIG) is unknown; did you mean wig?"),
        wrong(4, "modality: both", "modality (both) is unknown; choose from one, nog, wig"),
        wrong(
            4,
            "modality: [wig, [one]]",
            "modality (a list) must be one word; choose from one, nog, wig"),
        wrong(
            2,
            "system: kuramoto-sivashinski",
            "system (kuramoto-sivashinski) is unknown; did you mean kuramoto-sivashinsky?"),
        wrong(
            6,
            "scheme: [piso, etd1, maccormack-splitting]",
            "scheme (piso, maccormack-splitting) must be one that a system of this sweep offers, or"
                + " it would run nowhere; choose from etd1, etdrk2, etdrk4"),
        wrong(6, "scheme: etd2", "scheme (etd2) is unknown; did you mean etd1?"),
        wrong(
            6,
            "unrol-length: 3",
            "key (unrol-length) is unknown in the sweep file; did you mean unroll-length?"),
        wrong(
            6,
            "colour: blue",
            "key (colour) is unknown in the sweep file; choose from sweep, sweep-seed, system,"
                + " task, scheme, network, modality, unroll-length, warm-up, truncation, seed,"
                + " training, variants, sample, evaluation, references, exclude, baselines"),
        wrong(6, "task: correction", "task (given twice) must be given once; line 3 has the first"),
        wrong(
            6,
            "baselines: [solver, zero]",
            "baselines (zero) is unknown; choose from solver, persistence"),
        wrong(
            6,
            "baselines: [solver, solver]",
            "baselines (solver) must stand once in its list; delete the repetition"),
        wrong(
            1,
            "sweep: My Sweep",
            "sweep (My Sweep) must consist of lower-case letters, digits and hyphens and begin with"
                + " a letter or digit, such as my-sweep"),
        wrong(
            1,
            "sweep: ../escape",
            "sweep (../escape) must consist of lower-case letters, digits and hyphens and begin"
                + " with a letter or digit, such as my-sweep"),
        wrong(
            1,
            "sweep: " + "a".repeat(61),
            "sweep (" + "a".repeat(61) + ") must have at most 60 characters; shorten it"),
        wrong(
            1,
            "sweep: reference-data",
            "sweep (reference-data) must be another name: that folder holds the reference data"),
        wrong(
            2,
            "",
            1,
            "system (missing) must be given in the sweep file, such as system:"
                + " kuramoto-sivashinsky"),
        wrong(5, "", 1, "seed (missing) must be given in the sweep file, such as seed: [0, 1, 2]"),
        wrong(
            1, "", 2, "sweep (missing) must be given in the sweep file, such as sweep: my-sweep"));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void oneWrongLineIsOneProblem(WrongLine line) {
    line.isTheOnlyProblem();
  }

  @Test
  void everyProblemInOneGoSortedByLine() {
    assertEquals(
        """
        f:1: network (missing) must be given in the sweep file, such as network: { architecture: \
        conv-resnet, width: 26, depth: 8 }
        f:1: sweep (Bad) must consist of lower-case letters, digits and hyphens and begin with a \
        letter or digit, such as my-sweep
        f:2: system (ks) is unknown; choose from SYSTEMS
        f:3: task (corection) is unknown; did you mean correction?
        f:4: warm-up (5) must be below unroll-length (3), or no frame carries loss; lower it or \
        exclude the combination
        f:5: seed (-1) must be at least 0, such as 0
        f:7: key (unrol-length) is unknown in the sweep file; did you mean unroll-length?
        f:9: initial (missing) must be given in learning-rate, such as initial: 0.001
        f:9: updates (many) must be a whole number, such as 1500
        f:10: rollout-frames (3) must be at least error-horizon (12); raise it or lower \
        error-horizon
        """
            .replace("SYSTEMS", String.join(", ", PhysicalSystems.names())),
        report(
            """
            sweep: Bad
            system: ks
            task: [prediction, corection]
            warm-up: 5
            seed: [0, -1]
            modality: wig
            unrol-length: 4
            training:
              updates: many
            evaluation: { rollout-frames: 3 }
            """));
  }

  @Test
  void theFileWithoutTheWrongLineIsGood() {
    assertInstanceOf(SweepFile.Result.Valid.class, SweepFile.read(GOOD, "f"));
  }
}
