package org.unfurl.sweep.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  private final Throwable refused =
      new UnsatisfiedLinkError("/tmp/libzstd.so: failed to map segment from shared object");

  @Test
  void whatWasRefusedStandsBehindWhatHidesIt() {
    Throwable hidden =
        new IllegalStateException(
            "Could not initialize class Zstd", new ExceptionInInitializerError(refused));
    assertSame(refused, RootCause.of(hidden));
    assertEquals(
        "Could not initialize class Zstd, caused by java.lang.UnsatisfiedLinkError:"
            + " /tmp/libzstd.so: failed to map segment from shared object",
        RootCause.text(hidden));
    assertEquals(
        "caused by java.lang.UnsatisfiedLinkError: /tmp/libzstd.so: failed to map segment from"
            + " shared object",
        RootCause.text(new ExceptionInInitializerError(refused)));
  }

  @Test
  void nothingIsSaidTwice() {
    assertEquals("a bug", RootCause.text(new IllegalStateException("a bug")));
    assertEquals("null", RootCause.text(new IllegalStateException()));
    assertEquals(refused.toString(), RootCause.text(new IllegalStateException(refused)));
    assertEquals(
        "wrapped, caused by java.lang.IllegalStateException",
        RootCause.text(new RuntimeException("wrapped", new IllegalStateException())));
  }

  @Test
  void anExceptionThatOnlyNamesAFileIsToldWithItsClass() {
    Throwable missing = new NoSuchFileException("/a");
    assertEquals(
        "cache (/a) must be writable, caused by java.nio.file.NoSuchFileException: /a",
        RootCause.text(new IllegalStateException("cache (/a) must be writable", missing)));
  }

  @Test
  void aCircleOfCausesEnds() {
    Throwable first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));
    assertEquals("first", RootCause.text(first));
  }
}
