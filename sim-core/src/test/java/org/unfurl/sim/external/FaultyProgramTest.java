package org.unfurl.sim.external;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.unfurl.sim.external.ExternalSimulatorException.Failure;
import org.unfurl.sim.stepper.Stepper;

/** The slips of those who write a program for the first time, and the message that mends each. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are scripts of a POSIX shell")
@Execution(ExecutionMode.CONCURRENT) // most wait for a time limit
class FaultyProgramTest {

  private static final int SIZE = 24;
  private static final int BYTES = SIZE * Double.BYTES;
  private static final String READ = "read -r verb rest; ";
  private static final String READY = READ + "echo ready 24 no-vjp; ";
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private static ExternalSimulatorException failure(Duration limit, String... command) {
    return assertThrows(
        ExternalSimulatorException.class,
        () -> {
          try (Stepper stepper =
              ExternalProcessStepper.start(
                  new ExternalProgram(List.of(command), limit), 0.5, SIZE)) {
            stepper.step(new double[SIZE], new double[SIZE]);
            stepper.step(new double[SIZE], new double[SIZE]);
          }
        });
  }

  private static void assertTold(
      Failure expected, String message, Duration limit, String... command) {
    ExternalSimulatorException failure = failure(limit, command);
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
    assertEquals(expected, failure.failure());
  }

  private static void assertScriptTold(
      Failure expected, String message, Duration limit, String script) {
    assertTold(expected, message, limit, "sh", "-c", script);
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), text);
    assertTrue(script.toFile().setExecutable(true));
    return script;
  }

  @Test
  void answersInSinglePrecisionAreHalfOfTheBytes() {
    String half = "head -c " + BYTES + " >/dev/null; echo ok 24; head -c 96 /dev/zero; ";
    assertScriptTold(
        Failure.HUNG,
        "hung: no full answer to step 1 within 3.0 s: it answered 96 of 192 bytes; does it answer"
            + " float32? float64 is needed",
        SHORT,
        READY + READ + half + "sleep 60; echo never");
    assertScriptTold(
        Failure.CRASHED,
        "(its output ended after 12 of 24 values, 96 of 192 bytes; does it answer float32? float64"
            + " is needed)",
        LONG,
        READY + READ + half);
  }

  @Test
  void anAnswerThatWasNotFlushedIsAskedFor() {
    assertScriptTold(
        Failure.HUNG,
        "hung: no full answer to unfurl 1 0.5 within 3.0 s: nothing arrived; does it flush its"
            + " output after every answer? If it only needs longer, raise its time limit",
        SHORT,
        READ + "sleep 60; echo never");
    // As a buffer of the program's own leaves off.
    assertScriptTold(
        Failure.HUNG,
        "it answered 100 of 192 bytes; does it flush its output after every answer?",
        SHORT,
        READY + READ + "echo ok 24; head -c 100 /dev/zero; sleep 60; echo never");
  }

  @Test
  void aMessageOnStandardOutputIsQuoted() {
    assertScriptTold(
        Failure.NONSENSE,
        "with (Loading mesh), which must be (ready <state size> <vjp|no-vjp>); print nothing else to"
            + " standard output: messages go to standard error",
        LONG,
        READ + "echo Loading mesh; cat >/dev/null");
    assertScriptTold(
        Failure.HUNG,
        "only (Loading mesh...) arrived, which is no whole line; print messages to standard error",
        SHORT,
        READ + "printf 'Loading mesh...'; sleep 60; echo never");
    // Between the line and the values, which it shifts.
    String zeros = "\\000".repeat(BYTES);
    assertScriptTold(
        Failure.NONSENSE,
        "sent 8 bytes before it was asked step 1; send as many values as the answer's line says, and"
            + " nothing else; its values begin as text (t = 0.1); print messages to standard error",
        LONG,
        READY + READ + "printf 'ok 24\\nt = 0.1\\n" + zeros + "'; cat >/dev/null");
    // After them.
    assertScriptTold(
        Failure.NONSENSE,
        "sent 9 bytes before it was asked step 1 (finished); print messages to standard error: standard"
            + " output is for answers alone",
        LONG,
        READY + READ + "printf 'ok 24\\n" + zeros + "finished\\n'; cat >/dev/null");
  }

  @Test
  void anAnswerWithWindowsLineEndsIsNamed() {
    assertScriptTold(
        Failure.NONSENSE,
        "answered unfurl 1 0.5 with (ready 24 no-vjp), a line that ends in CRLF (\\r\\n), which must"
            + " end in \\n alone; write to standard output in binary mode",
        LONG,
        READ + "printf 'ready 24 no-vjp\\r\\n'; cat >/dev/null");
  }

  @Test
  void aScriptWithWindowsLineEndsIsNamed() throws IOException {
    Path solver = script("solver", "#!/bin/sh\r\nread -r verb rest\r\necho ready 24 no-vjp\r\n");
    String told =
        "the lines of "
            + solver
            + " end in CRLF (\\r\\n), which the shell takes for a part of its words; sed -i"
            + " 's/\\r$//' "
            + solver;
    assertTold(Failure.NOT_STARTED, "could not be started: " + told, LONG, solver.toString());
    ExternalSimulatorException inShell = failure(SHORT, "sh", solver.toString());
    assertTrue(inShell.getMessage().contains("; " + told), inShell.getMessage());
    Path byEnv = script("by-env", "#!/usr/bin/env sh\r\necho ready 24 no-vjp\r\n");
    ExternalSimulatorException named = failure(LONG, byEnv.toString());
    assertTrue(named.getMessage().contains("the lines of " + byEnv + " end"), named.getMessage());
  }

  @Test
  void aFileThatIsNoProgramIsNamed() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.sh"), "#!/bin/sh\n");
    assertTold(
        Failure.NOT_STARTED,
        "could not be started: " + plain + " is not executable; chmod +x " + plain,
        LONG,
        plain.toString());
    assertTold(
        Failure.NOT_STARTED,
        "could not be started: " + folder + " is a folder; name the program in it",
        LONG,
        folder.toString());
    assertTold(
        Failure.NOT_STARTED,
        "could not be started: no-such-solver is not on the PATH of this machine; write its whole"
            + " path",
        LONG,
        "no-such-solver");
    Path orphan = script("orphan", "#!/no/such/interpreter -u\n");
    assertTold(
        Failure.NOT_STARTED,
        "could not be started: the first line of "
            + orphan
            + " names /no/such/interpreter, which is not on this machine; correct it",
        LONG,
        orphan.toString());
    assertTold(
        Failure.NOT_STARTED,
        "could not be started: $SOLVERS/fine holds $SOLVERS, which only a shell replaces",
        LONG,
        "$SOLVERS/fine");
  }

  @Test
  void aScriptWithoutAFirstLineIsNamed() throws IOException {
    Path bare = script("bare.py", "import sys\nsys.exit(1)\n");
    ExternalSimulatorException failure = failure(SHORT, bare.toString());
    assertTrue(
        failure
            .getMessage()
            .contains(
                bare
                    + " has no #! line, so that sh runs it; begin it with one, such as"
                    + " #!/usr/bin/env python3"),
        failure.getMessage());
  }

  /** Python keeps what is printed to a pipe until there are 8 kB of it. */
  @Test
  void whatPythonDoesByItselfIsTold() throws InterruptedException {
    assumeTrue(DocumentedExamples.succeeds("python3", "-c", ""), "no python3 here");
    assertTold(
        Failure.HUNG,
        "nothing arrived; does it flush its output after every answer?",
        SHORT,
        "env",
        "-u",
        "PYTHONUNBUFFERED",
        "python3",
        "-c",
        "import sys; sys.stdin.readline(); print('ready 24 no-vjp'); sys.stdin.readline()");
  }

  @Test
  void aTildeInACommandIsTheHomeFolder() throws IOException {
    Path home = Path.of(System.getenv().getOrDefault("HOME", "/no-home"));
    assumeTrue(folder.startsWith(home) || Files.isWritable(home), "no home folder to write into");
    Path solver = Files.createTempFile(home, "unfurl-test-solver", ".sh");
    try {
      Files.writeString(
          solver,
          "#!/bin/sh\nread -r greeting\necho ready 24 no-vjp\nread -r step\necho ok 24\nhead -c"
              + " 192\ncat >/dev/null\n");
      assertTrue(solver.toFile().setExecutable(true));
      double[] state = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      };
      for (ExternalProgram program :
          List.of(
              ExternalProgram.of("~/" + solver.getFileName()),
              ExternalProgram.of("sh", "~/" + solver.getFileName()))) {
        try (Stepper stepper = ExternalProcessStepper.start(program, 0.5, SIZE)) {
          double[] next = new double[SIZE];
          stepper.step(state, next);
          assertArrayEquals(state, next);
        }
      }
    } finally {
      Files.delete(solver);
    }
  }
}
