package org.unfurl.sweep.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleLineTest {

  private static final String LONG = "references 0/18, ".repeat(20);

  private final StringWriter written = new StringWriter();
  private final ConsoleLine line = new ConsoleLine(new PrintWriter(written), true);
  private final Screen screen = new Screen(80);

  @Test
  void aLineLongerThanTheTerminalIsWideStaysOneRow() {
    line.show(LONG);
    line.show(LONG);
    line.show("end");
    assertEquals("end", seen());
  }

  @Test
  void alsoWhenTheTerminalBecomesNarrower() {
    line.show("short");
    assertEquals("short", seen());
    screen.resize(20);
    line.show(LONG);
    line.show("end");
    assertEquals("end", seen());
  }

  @Test
  void aLineThatStaysIsWrappedAndSeenWhole() {
    line.show(LONG);
    line.print("x".repeat(100));
    line.close();
    assertEquals("x".repeat(80) + "\n" + "x".repeat(20) + "\n", seen());
  }

  /** Once more of what was written. */
  private String seen() {
    screen.write(written.toString());
    written.getBuffer().setLength(0);
    return screen.text();
  }
}
