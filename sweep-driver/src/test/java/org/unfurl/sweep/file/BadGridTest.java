package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.unfurl.sweep.file.WrongLine.GOOD;
import static org.unfurl.sweep.file.WrongLine.report;
import static org.unfurl.sweep.file.WrongLine.wrong;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Axes, rules between them and exclusions: what each bad one is told, and where. */
final class BadGridTest {

  static Stream<WrongLine> wrongLines() {
    return Stream.of(
        wrong(
            5,
            "seed: []",
            "seed (empty list) must have at least one value; add one or delete the key"),
        wrong(5, "seed: [0, 1, 0]", "seed (0) must stand once in its list; delete the repetition"),
        wrong(
            6,
            "warm-up: 3",
            "warm-up (3) must be below unroll-length (3), or no frame carries loss; lower it or"
                + " exclude the combination"),
        wrong(
            11,
            "evaluation: { rollout-frames: 11 }",
            "rollout-frames (11) must be at least error-horizon (12); raise it or lower"
                + " error-horizon"),
        wrong(
            9,
            "  updates: 1500\n  frames: 3",
            10,
            "frames (3) must exceed unroll-length (3); raise it to 4 or more"),
        wrong(
            5,
            "seed: [" + numbers(1_000_001 / 6 + 1) + "]",
            1,
            "grid (1000002 points) must have at most 1000000; shorten an axis or split the sweep:"
                + " it has 2 of task times 3 of modality times 166667 of seed"),
        wrong(
            6,
            "exclude: [{ color: 3 }]",
            "key (color) is unknown in exclude; choose from system, task, scheme, network,"
                + " modality, unroll-length, warm-up, truncation, training, seed"),
        wrong(
            6,
            "exclude: [{ training: { learning-rate: { initial: 1e-4 } } }]",
            "initial (0.0001) in exclude must be a value of that axis; choose from 0.001"),
        wrong(
            6,
            "exclude: [{ training: 7 }]",
            "training in exclude (7) must be a map from settings to values, such as exclude: [{"
                + " task: prediction, modality: wig }]"),
        wrong(
            6,
            "exclude: [{ seed: [1, 7] }]",
            "seed (7) in exclude must be a value of that axis; choose from 0, 1"),
        wrong(6, "exclude: [{ seed: zero }]", "seed (zero) must be a whole number, such as 0"),
        wrong(
            6,
            "exclude: { seed: 0 }",
            "exclude (a map) must be a list of maps, such as exclude: [{ task: prediction,"
                + " modality: wig }]"),
        wrong(
            6,
            "exclude: [{}]",
            "exclude (empty map) must be a map from settings to values, such as exclude: [{ task:"
                + " prediction, modality: wig }]"),
        wrong(
            6,
            "exclude: [{ seed: [] }]",
            "seed (empty list) in exclude must have at least one value; add one"),
        wrong(
            6,
            "exclude: [{ seed: [0, 1] }]",
            "exclude (every trial) must leave at least one trial; delete one of its maps"));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void oneWrongLineIsOneProblem(WrongLine line) {
    line.isTheOnlyProblem();
  }

  /** Both of its values are of the sweep; no network has both. */
  @Test
  void anExclusionThatFitsNoNetworkIsAProblem() {
    assertEquals(
        "f:8: network (a map) in exclude must fit one of the sweep; choose from { architecture:"
            + " conv-resnet, width: 26, depth: 8 }, { architecture: conv-resnet, width: 52, depth:"
            + " 12 }\n",
        report(
            GOOD.replace(
                "{ architecture: conv-resnet, width: 26, depth: 8 }",
                "[{ architecture: conv-resnet, width: 26, depth: 8 }, { architecture: conv-resnet,"
                    + " width: 52, depth: 12 }]\n"
                    + "exclude: [{ network: { width: 26, depth: 12 } }]")));
  }

  @Test
  void aGridOfMillionsOfMillionsIsCountedExactly() {
    assertEquals(
        "f:1: grid (6000000000000 points) must have at most 1000000; shorten an axis or split the"
            + " sweep: it has 2 of task times 3 of modality times 1000 of unroll-length times 1000"
            + " of warm-up times 1000 of truncation times 1000 of seed\n",
        report(
            GOOD.replace("seed: [0, 1]", "seed: [" + numbers(1000) + "]")
                    .replace(
                        "unroll-length: 3", "unroll-length: [" + numbers(1001).substring(3) + "]")
                + "warm-up: ["
                + numbers(1000)
                + "]\ntruncation: ["
                + numbers(1000)
                + "]\n"));
  }

  private static String numbers(int count) {
    StringBuilder numbers = new StringBuilder("0");
    for (int i = 1; i < count; i++) {
      numbers.append(", ").append(i);
    }
    return numbers.toString();
  }
}
