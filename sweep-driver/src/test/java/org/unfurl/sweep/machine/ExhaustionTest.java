package org.unfurl.sweep.machine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExhaustionTest {

  @Test
  void theHeapIsNamedWithHowToRaiseIt() {
    String line =
        Exhaustion.explain(new IllegalStateException(new OutOfMemoryError("Java heap space")))
            .orElseThrow();
    assertTrue(line.startsWith("memory (" + Memory.limitText() + " of heap) must hold"), line);
    assertTrue(line.endsWith("but: Java heap space; raise it, such as JAVA_OPTS=-Xmx4g"), line);
  }

  @Test
  void filesThreadsAndAddressSpaceHaveLimitsOfTheirOwn() {
    assertNames("ulimit -n 4096", new IOException("/a/b.jar (Too many open files)"));
    assertNames(
        "ulimit -u",
        new OutOfMemoryError("unable to create native thread: possibly out of memory"));
    assertNames("ulimit -v", new IOException("error=12, Cannot allocate memory"));
  }

  private static void assertNames(String fix, Throwable error) {
    Throwable wrapped = new UncheckedIOException(new IOException(error));
    assertTrue(Exhaustion.explain(wrapped).orElseThrow().contains(fix));
  }

  @Test
  void aBugStaysABug() {
    assertEquals(Optional.empty(), Exhaustion.explain(new IllegalStateException()));
    assertEquals(Optional.empty(), Exhaustion.explain(new StackOverflowError()));
  }

  @Test
  void lessThanSparkStartsWithIsRefusedBeforeSparkIsAsked() {
    assertDoesNotThrow(() -> Memory.require(471_859_200));
    assertEquals(
        "memory (64 MB of heap) must be at least 450 MB, without which Spark does not start; raise"
            + " it, such as JAVA_OPTS=-Xmx2g",
        assertThrows(UnusableMachineException.class, () -> Memory.require(64L << 20)).getMessage());
  }
}
