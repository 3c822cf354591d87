package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.system.PhysicalSystems;

/** The catalogue of bad files: what each is told, and on which line. */
final class BadSweepFileTest {

  /** A good file; each case replaces one of its lines. */
  private static final String GOOD =
      """
      sweep: bad
      system: kuramoto-sivashinsky
      task: [prediction, correction]
      modality: [one, nog, wig]
      seed: [0, 1]
      unroll-length: 3
      network: { architecture: conv-resnet, width: 26, depth: 8 }
      training:
        updates: 1500
        learning-rate: { initial: 1e-3 }
      evaluation: { tests: 10, error-horizon: 12, rollout-frames: 200 }
      """;

  private static String report(String text) {
    return assertInstanceOf(SweepFile.Result.Invalid.class, SweepFile.read(text, "f")).report();
  }

  static Stream<Arguments> wrongLines() {
    return Stream.of(
        // Types.
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
        wrong(
            10,
            "  learning-rate: { initial: \"1e-3\" }",
            "initial (\"1e-3\") must be a number without quotes; write initial: 1e-3"),
        wrong(5, "seed: \"\"", "seed (\"\") must be a whole number, such as 0"),
        wrong(
            5,
            "seed: !!str 7",
            "seed (7) must be a whole number without a tag that makes it text; write seed: 7"),
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
            7,
            "network: conv-resnet",
            "network (conv-resnet) must be a map of an architecture and its settings, such as"
                + " { architecture: conv-resnet, width: 26, depth: 8 }"),
        wrong(
            7,
            "network: { architecture: conv-resnet, width: [[26, 52]], depth: 8 }",
            "width (a list) must be a whole number, not a list inside the list; write its values"
                + " without the inner brackets or hyphen"),
        wrong(
            7,
            "network: { architecture: conv-resnet, widht: 26, width: 26, depth: 8 }",
            "key (widht) is unknown in network; did you mean width?"),
        wrong(
            7,
            "network: []",
            "network (empty list) must have at least one value; add one or delete the key"),
        wrong(
            11,
            "evaluation: [{ tests: 10 }]",
            "evaluation (a list) must be a map of tests, error-horizon, rollout-frames; write them"
                + " without hyphens or brackets"),
        wrong(1, "sweep: [a, b]", "sweep (a list) must be one word, such as my-sweep"),
        // Ranges.
        wrong(
            9, "  updates: 10000001", "updates (10000001) must be at most 10000000, such as 1500"),
        wrong(
            9, "  updates: 1e999999", "updates (1e999999) must be at most 10000000, such as 1500"),
        wrong(5, "seed: -1", "seed (-1) must be at least 0, such as 0"),
        wrong(
            7,
            "network: { architecture: conv-resnet, width: 0, depth: 8 }",
            "width (0) must be at least 1, such as 26"),
        wrong(
            7,
            "network: { architecture: conv-resnet, width: -26, depth: 8 }",
            "width (-26) must be at least 1, such as 26"),
        wrong(
            10,
            "  learning-rate: { initial: 0 }",
            "initial (0) must be above 0 and at most 10, such as 0.001"),
        wrong(
            10,
            "  learning-rate: { initial: 1e-3, decay: 1.5 }",
            "decay (1.5) must be above 0 and at most 1, such as 0.9"),
        wrong(
            11, "evaluation: { tests: 10001 }", "tests (10001) must be at most 10000, such as 10"),
        // Words and keys.
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
            7,
            "network: { architecture: conv_resnet, width: 26, depth: 8 }",
            "architecture (conv_resnet) is unknown; did you mean conv-resnet?"),
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
        wrong(
            10,
            "  learning-rate: { initial: 1e-3, evry: 5 }",
            "key (evry) is unknown in learning-rate; did you mean every?"),
        wrong(6, "task: correction", "task (given twice) must be given once; line 3 has the first"),
        wrong(
            6,
            "baselines: [solver, zero]",
            "baselines (zero) is unknown; choose from solver, persistence"),
        wrong(
            6,
            "baselines: [solver, solver]",
            "baselines (solver) must stand once in its list; delete the repetition"),
        // Axes.
        wrong(
            5,
            "seed: []",
            "seed (empty list) must have at least one value; add one or delete the key"),
        wrong(5, "seed: [0, 1, 0]", "seed (0) must stand once in its list; delete the repetition"),
        wrong(
            7,
            "network: [{ architecture: conv-resnet, width: 26, depth: 8 }, { depth: 8, width: 26,"
                + " architecture: conv-resnet }]",
            "network ({ architecture: conv-resnet, width: 26, depth: 8 }) must stand once in its"
                + " list; delete the repetition"),
        // Names.
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
        // Rules between keys.
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
        // Exclusions.
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
            "exclude (every trial) must leave at least one trial; delete one of its maps"),
        // Sizes and names of networks.
        wrong(
            7,
            "network: { architecture: conv-resnet, parameters: 33k, width: 26, depth: 8 }",
            "parameters (33k) and width must not both be given for conv-resnet, whose size either"
                + " decides; delete one of them"),
        wrong(
            7,
            "network: { architecture: conv-resnet, parameters: 33k, widths: [4, 6] }",
            "key (parameters) does nothing beside the other keys of its network; delete it"),
        wrong(
            7,
            "network: { architecture: conv-resnet, parameters: 33.0005k, depth: 8 }",
            "parameters (33.0005k) must be a whole number, such as 33000"),
        wrong(
            7,
            "network: { architecture: conv-resnet, parameters: 150, depth: 8 }",
            "network (conv-resnet on kuramoto-sivashinsky) cannot be built: parameters (150) must"
                + " be within a tenth of what conv-resnet can have here, choose 75 (width 1) or 245"
                + " (width 2)"),
        wrong(
            7,
            "network: { architecture: conv-resnet, parameters: 33k }",
            "depth (missing) must be given in network, such as depth: 8"),
        wrong(
            7,
            "network: { architecture: mlp, parameters: 33k, depth: 3, levels: 2 }",
            "key (levels) is not a setting of mlp; choose from architecture, parameters, width,"
                + " depth, activation"),
        wrong(
            7,
            "network:\n  - Res;26;8;relu\n  - { architecture: unet, width: 8, levels: 5 }",
            9,
            "network (unet on kuramoto-sivashinsky) cannot be built: levels (5) must halve the grid"
                + " of 48 points without remainder, choose at most 4"),
        wrong(
            7,
            "network: Res;26;relu",
            "network (Res;26;relu) must be written as Res;WIDTH;DEPTH;ACTIVATION"),
        wrong(
            7,
            "network: MoRes;26;8;relu",
            "network (MoRes;26;8;relu) must be a map, such as { architecture: conv-resnet, width:"
                + " 26, depth: 8 }, or one of APEBench's names: Conv;WIDTH;DEPTH;ACTIVATION,"
                + " Res;WIDTH;DEPTH;ACTIVATION, UNet;WIDTH;LEVELS;ACTIVATION,"
                + " Dil;DOUBLINGS;WIDTH;DEPTH;ACTIVATION, FNO;MODES;WIDTH;DEPTH;ACTIVATION,"
                + " MLP;WIDTH;DEPTH;ACTIVATION"),
        // Missing keys.
        wrong(
            2,
            "",
            1,
            "system (missing) must be given in the sweep file, such as system:"
                + " kuramoto-sivashinsky"),
        wrong(5, "", 1, "seed (missing) must be given in the sweep file, such as seed: [0, 1, 2]"),
        wrong(1, "", 2, "sweep (missing) must be given in the sweep file, such as sweep: my-sweep"),
        wrong(
            7,
            "network: { architecture: conv-resnet, depth: 8 }",
            "width (missing) must be given in network, such as width: 26"),
        wrong(
            10, "", 9, "initial (missing) must be given in learning-rate, such as initial: 0.001"));
  }

  private static Arguments wrong(int line, String replacement, String message) {
    return wrong(line, replacement, line, message);
  }

  private static Arguments wrong(int line, String replacement, int reported, String message) {
    return Arguments.of(line, replacement, reported, message);
  }

  private static String numbers(int count) {
    StringBuilder numbers = new StringBuilder("0");
    for (int i = 1; i < count; i++) {
      numbers.append(", ").append(i);
    }
    return numbers.toString();
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void oneWrongLineIsOneProblem(int line, String replacement, int reported, String message) {
    String[] lines = GOOD.split("\n");
    lines[line - 1] = replacement;
    assertEquals("f:" + reported + ": " + message + "\n", report(String.join("\n", lines)));
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
  void theFileWithoutTheWrongLineIsGood() {
    assertInstanceOf(SweepFile.Result.Valid.class, SweepFile.read(GOOD, "f"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~"})
  void emptyFiles(String text) {
    assertEquals("f:1: file (empty) must hold a sweep; begin with sweep: my-sweep\n", report(text));
  }

  @Test
  void textThatIsNoMap() {
    assertEquals(
        "f:1: file (hello world) must be a map of keys, such as sweep: my-sweep\n",
        report("hello world"));
    assertEquals(
        "f:2: file (a list) must be a map of keys, such as sweep: my-sweep\n",
        report("\n- sweep: a\n"));
  }

  @Test
  void syntaxErrorsHaveTheirLine() {
    assertEquals(
        "f:3: file (not YAML) must be valid YAML: expected ',' or ']', but got :\n",
        report("sweep: a\nseed: [0, 1\ntask: {\n"));
    assertEquals(
        "f:2: file (not YAML) must be valid YAML: found character '\\t(TAB)' that cannot start any"
            + " token. (Do not use \\t(TAB) for indentation)\n",
        report("training:\n\tupdates: 3\n"));
  }

  @Test
  void binaryIsNotText() {
    assertEquals(
        "f:2: file (not YAML) must be text; character 10 is not\n",
        report("sweep: a\n\u0000\u0001"));
  }

  @Test
  void twoDocumentsAreOneTooMany() {
    assertEquals(
        "f:2: file (not YAML) must be valid YAML: but found another document\n",
        report("sweep: a\n---\nsweep: b\n"));
  }

  @Test
  void aliasesCannotBlowUp() {
    StringBuilder lists = new StringBuilder("a0: &a0 [x, x]\n");
    StringBuilder maps = new StringBuilder("a0: &a0 { k0: 1 }\n");
    for (int i = 1; i < 40; i++) {
      lists.append("a%d: &a%d [*a%e, *a%e]\n".replace("%d", "" + i).replace("%e", "" + (i - 1)));
      maps.append(
          "a%d: &a%d { <<: [*a%e, *a%e], k%d: 1 }\n"
              .replace("%d", "" + i)
              .replace("%e", "" + (i - 1)));
    }
    String refused =
        ": file (too many values) must have at most 1000000, each alias (*name) counted as all that"
            + " it stands for; shorten what the aliases name\n";
    assertEquals("f:18" + refused, report(lists.toString()));
    assertEquals("f:17" + refused, report(maps.toString()));
  }

  /** The composer would merge the map into itself for ever. */
  @Test
  void anAliasInsideItsOwnValueIsAProblem() {
    assertEquals(
        "f:7: alias (*n) must not stand inside the value that &n names\n",
        report(GOOD.replace("network: { ", "network: &n { <<: *n, ")));
    assertEquals(
        "f:5: alias (*s) must not stand inside the value that &s names\n",
        report(GOOD.replace("seed: [0, 1]", "seed: &s [0, *s]")));
    assertEquals(
        "f:5: file (not YAML) must be valid YAML: found undefined alias s\n",
        report(GOOD.replace("seed: [0, 1]", "seed: [0, *s]")));
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
}
