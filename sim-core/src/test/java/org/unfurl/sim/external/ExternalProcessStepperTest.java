package org.unfurl.sim.external;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.external.ExternalSimulatorException.Failure;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;

/** Programs that behave, and programs that do not: shell scripts, one sin each. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are scripts of a POSIX shell")
class ExternalProcessStepperTest {

  private static final int SIZE = 4;
  private static final String READ = "read -r verb rest; ";
  private static final String READY = READ + "echo ready 4 no-vjp; ";

  /** Gives every state back as it came. */
  private static final String IDENTITY =
      READY
          + "while read -r verb batch && [ $verb != quit ]; do"
          + " echo ok $((4 * batch)); head -c $((32 * batch)); done";

  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @AfterEach
  void noProcessIsLeft() {
    CompletableFuture.allOf(left().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, 20, TimeUnit.SECONDS)
        .join();
    assertEquals(List.of(), left().toList());
  }

  private static Stream<ProcessHandle> left() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
  }

  private static ExternalProgram sh(String script, Duration limit) {
    return new ExternalProgram(List.of("sh", "-c", script), limit);
  }

  private static Stepper start(String script, Duration limit) {
    return ExternalProcessStepper.start(sh(script, limit), 0.5, SIZE);
  }

  /** Starts the script and asks for one state. */
  private static ExternalSimulatorException failure(String script, Duration limit) {
    return assertThrows(
        ExternalSimulatorException.class,
        () -> {
          try (Stepper stepper = start(script, limit)) {
            stepper.step(new double[SIZE], new double[SIZE]);
          }
        });
  }

  private static void assertFails(
      String script, Duration limit, Failure expected, String... inMessage) {
    ExternalSimulatorException failure = failure(script, limit);
    assertEquals(expected, failure.failure(), failure.getMessage());
    assertTrue(
        failure.getMessage().startsWith("external simulator (sh -c read -r verb"),
        failure.getMessage());
    for (String part : inMessage) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20_000})
  void batchesOfAnySizeGoThereAndBack(int batch) {
    double[] state = new double[SIZE * batch];
    for (int i = 0; i < state.length; i++) {
      state[i] = i % 3 == 0 ? Double.NaN : Math.sin(i);
    }
    try (Stepper stepper = start(IDENTITY, LONG)) {
      assertEquals(SIZE, stepper.stateSize());
      for (int repeat = 0; repeat < 2; repeat++) {
        double[] next = new double[state.length];
        stepper.step(state, next);
        assertArrayEquals(state, next, 0);
      }
    }
  }

  @Test
  void theParameterIsTold() {
    String echo = READ + "echo \"error told $verb $rest\"";
    assertFails(echo, LONG, Failure.REFUSED, "refused unfurl 1 0.5: told unfurl 1 0.5");
  }

  @Test
  void aNanIsAResult() {
    // 0x7ff8000000000000, little-endian.
    String nan = "\\000\\000\\000\\000\\000\\000\\370\\177".repeat(SIZE);
    String script = READY + "read -r verb batch; echo ok 4; printf '" + nan + "'; cat >/dev/null";
    try (Stepper stepper = start(script, LONG)) {
      double[] next = new double[SIZE];
      stepper.step(new double[SIZE], next);
      assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}, next, 0);
    }
  }

  @Test
  void aProgramThatIsNotThere() {
    ExternalSimulatorException failure =
        assertThrows(
            ExternalSimulatorException.class,
            () -> ExternalProcessStepper.start(ExternalProgram.of("/no/such/solver"), 1, SIZE));
    assertEquals(Failure.NOT_STARTED, failure.failure());
    assertTrue(
        failure
            .getMessage()
            .startsWith("external simulator (/no/such/solver) could not be started: "),
        failure.getMessage());
  }

  @Test
  void aCrashNamesExitCodeAndLastWords() {
    assertFails(
        READ + "echo no licence >&2; exit 7",
        LONG,
        Failure.CRASHED,
        "ended with exit code 7 before it had answered unfurl 1 0.5",
        "; its last error output: no licence");
    assertFails(
        READY + READ + "printf 'all \\033[31mred\\033[0m\\a' >&2; exit 3",
        LONG,
        Failure.CRASHED,
        "ended with exit code 3",
        "; its last error output: all ?[31mred?[0m?");
    assertFails(
        READY + READ + "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i >&2; done; exit 3",
        LONG,
        Failure.CRASHED,
        "ended with exit code 3 before it had answered step 1",
        "error output: line 3 | line 4",
        "line 12");
    // 128 + SIGSEGV.
    assertFails(READY + READ + "kill -SEGV $$", LONG, Failure.CRASHED, "exit code 139");
    assertFails(
        READY + READ + "echo ok 4; printf 12345678; exit 1",
        LONG,
        Failure.CRASHED,
        "its output ended after 1 of 4 values");
    assertFails(READY + READ + "printf 'ok '", LONG, Failure.CRASHED, "ended after (ok )");
  }

  /** Sixteen at once, so that some of what they said is read only after they were seen to end. */
  @Test
  void noLastWordsAreLostOnABusyMachine() throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      Callable<String> crash =
          () -> failure(READ + "echo no licence >&2; exit 7", LONG).getMessage();
      for (Future<String> message : callers.invokeAll(Collections.nCopies(320, crash))) {
        assertTrue(message.get().endsWith("no licence"), message.get());
      }
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void aCrashIsSeenThoughAChildHoldsThePipes() {
    long start = System.nanoTime();
    assertFails(READY + READ + "sleep 2 & exit 3", LONG, Failure.CRASHED, "ended with exit code 3");
    assertTrue(System.nanoTime() - start < LONG.toNanos());
  }

  @Test
  void aHangEndsAfterTheTimeLimit() {
    assertFails(
        READY + READ + "echo thinking >&2; sleep 60; echo never",
        SHORT,
        Failure.HUNG,
        "hung: no full answer to step 1 within 3.0 s",
        "thinking");
    assertFails(READ + "sleep 60; echo never", SHORT, Failure.HUNG, "unfurl 1 0.5");
    // Reads nothing, while more is written than the pipe holds.
    try (Stepper stepper = start(READY + "sleep 60; echo never", SHORT)) {
      double[] large = new double[100_000];
      ExternalSimulatorException failure =
          assertThrows(
              ExternalSimulatorException.class,
              () -> stepper.step(large, new double[large.length]));
      assertEquals(Failure.HUNG, failure.failure());
    }
  }

  @Test
  void nonsenseIsQuoted() {
    assertFails(
        READ + "echo Hello from my solver",
        LONG,
        Failure.NONSENSE,
        "answered unfurl 1 0.5 with (Hello from my solver), which must be (ready <state size>");
    assertFails(
        READY + READ + "echo debug: t = 0.1; echo ok 4",
        LONG,
        Failure.NONSENSE,
        "answered step 1 with (debug: t = 0.1), which must be (ok 4); print nothing else");
    assertFails(
        READY + READ + "head -c 5000 /dev/zero", LONG, Failure.NONSENSE, "which is no line");
  }

  @Test
  void wrongSizesAreTold() {
    assertFails(
        READ + "echo ready 5 no-vjp",
        LONG,
        Failure.WRONG_SIZE,
        "has a state of 5 values, which must be the 4 of the system's shape");
    assertFails(
        READY + READ + "echo ok 3; printf 123456781234567812345678",
        LONG,
        Failure.WRONG_SIZE,
        "answered step 1 with 3 values, which must be 4");
  }

  @Test
  void valuesNobodyAskedForAreNonsenseAtTheNextRequest() {
    String script =
        READY + READ + "head -c 32 >/dev/null; echo ok 4; printf %040d 0; cat >/dev/null";
    try (Stepper stepper = start(script, LONG)) {
      stepper.step(new double[SIZE], new double[SIZE]);
      ExternalSimulatorException failure =
          assertThrows(
              ExternalSimulatorException.class,
              () -> stepper.step(new double[SIZE], new double[SIZE]));
      assertEquals(Failure.NONSENSE, failure.failure());
      assertTrue(failure.getMessage().contains("sent 8 bytes before it was asked step 1"));
    }
  }

  @Test
  void itsOwnRefusalIsPassedOn() {
    assertFails(
        READY + READ + "echo error the mesh is tangled; cat >/dev/null",
        LONG,
        Failure.REFUSED,
        "refused step 1: the mesh is tangled");
  }

  @Test
  void anAdjointMustBeOffered() {
    ExternalSimulatorException failure =
        assertThrows(
            ExternalSimulatorException.class,
            () -> ExternalProcessStepper.startDifferentiable(sh(IDENTITY, LONG), 1, SIZE));
    assertEquals(Failure.UNAVAILABLE, failure.failure());
    try (Stepper stepper = start(IDENTITY, LONG)) {
      assertFalse(stepper instanceof DifferentiableStepper);
    }
  }

  @Test
  void closingEndsTheProgramAndItsChildren() {
    Path marker = folder.resolve("ended");
    Stepper polite = start(IDENTITY + "; touch " + marker, LONG);
    polite.close();
    polite.close();
    assertTrue(Files.exists(marker));
    assertThrows(
        ExternalSimulatorException.class, () -> polite.step(new double[SIZE], new double[SIZE]));
    noProcessIsLeft();

    start(READY + "sleep 60 & sleep 60; echo deaf", LONG).close();
    noProcessIsLeft();
  }

  @Test
  void anInterruptedThreadStopsWaiting() {
    try (Stepper stepper = start(READY + "sleep 60; echo never", LONG)) {
      Thread.currentThread().interrupt();
      ExternalSimulatorException failure =
          assertThrows(
              ExternalSimulatorException.class,
              () -> stepper.step(new double[SIZE], new double[SIZE]));
      assertTrue(Thread.interrupted());
      assertEquals(Failure.INTERRUPTED, failure.failure());
    }
  }
}
