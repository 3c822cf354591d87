package org.unfurl.sweep.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/**
 * One line of a sweep file that is wrong, and what that is told.
 *
 * @param line of {@link #GOOD}, in whose place it stands
 * @param replacement what stands there
 * @param reported line of the message
 * @param message without file and line
 */
record WrongLine(int line, String replacement, int reported, String message) {

  /** A good file; each wrong line stands in place of one of its lines. */
  static final String GOOD =
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

  static WrongLine wrong(int line, String replacement, String message) {
    return wrong(line, replacement, line, message);
  }

  static WrongLine wrong(int line, String replacement, int reported, String message) {
    return new WrongLine(line, replacement, reported, message);
  }

  /** What a bad file is told. */
  static String report(String text) {
    return assertInstanceOf(SweepFile.Result.Invalid.class, SweepFile.read(text, "f")).report();
  }

  void isTheOnlyProblem() {
    String[] lines = GOOD.split("\n");
    lines[line - 1] = replacement;
    assertEquals("f:" + reported + ": " + message + "\n", report(String.join("\n", lines)));
  }

  @Override
  public String toString() {
    return replacement.length() > 60 ? replacement.substring(0, 60) : replacement;
  }
}
