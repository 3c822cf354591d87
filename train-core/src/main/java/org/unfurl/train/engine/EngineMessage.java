package org.unfurl.train.engine;

import java.util.List;

/**
 * The engine's messages quote the code of both sides over many lines; one of them is for people.
 */
final class EngineMessage {

  private static final String RAISED = "Error: ";

  private EngineMessage() {}

  /** The line that says what was wrong. */
  static String reason(RuntimeException failure) {
    List<String> lines =
        String.valueOf(failure.getMessage())
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList();
    String line =
        lines.stream()
            .filter(l -> l.startsWith("RuntimeError: ") || l.startsWith("Unknown builtin op"))
            .reduce((first, last) -> last)
            .orElse(lines.isEmpty() ? failure.toString() : lines.get(0));
    int raised = line.indexOf(RAISED);
    return raised < 0 ? line : line.substring(raised + RAISED.length());
  }
}
