package org.unfurl.sweep.file;

import static org.unfurl.sweep.file.WrongLine.wrong;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks: what each bad one is told, and where. */
final class BadNetworkTest {

  static Stream<WrongLine> wrongLines() {
    return Stream.of(
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
            7,
            "network: { architecture: conv-resnet, width: 0, depth: 8 }",
            "width (0) must be at least 1, such as 26"),
        wrong(
            7,
            "network: { architecture: conv-resnet, width: -26, depth: 8 }",
            "width (-26) must be at least 1, such as 26"),
        wrong(
            7,
            "network: { architecture: conv_resnet, width: 26, depth: 8 }",
            "architecture (conv_resnet) is unknown; did you mean conv-resnet?"),
        wrong(
            7,
            "network: [{ architecture: conv-resnet, width: 26, depth: 8 }, { depth: 8, width: 26,"
                + " architecture: conv-resnet }]",
            "network ({ architecture: conv-resnet, width: 26, depth: 8 }) must stand once in its"
                + " list; delete the repetition"),
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
            "network (unet on kuramoto-sivashinsky) cannot be built: levels (5) must be at most 4"
                + " on a line of 48 points; take fewer, or a number of points that 32 divides"),
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
        wrong(
            7,
            "network: { architecture: conv-resnet, depth: 8 }",
            "width (missing) must be given in network, such as width: 26"));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void oneWrongLineIsOneProblem(WrongLine line) {
    line.isTheOnlyProblem();
  }
}
