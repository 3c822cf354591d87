package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.unfurl.sweep.outcome.Outcome;

class TrialTaskTest {

  @Test
  void memoryRunsOutInTheJvmOrInLibtorch() {
    // libtorch's words: c10/core/impl/alloc_cpu.cpp.
    RuntimeException engine =
        new RuntimeException(
            "[enforce fail at alloc_cpu.cpp:116] data. DefaultCPUAllocator: can't allocate memory:"
                + " you tried to allocate 99999999999 bytes.");
    assertTrue(TrialTask.isOutOfMemory(new OutOfMemoryError("Java heap space")));
    assertTrue(TrialTask.isOutOfMemory(new IllegalStateException("forward", engine)));
    assertFalse(TrialTask.isOutOfMemory(new IllegalStateException()));
  }

  @Test
  void aFailureKeepsClassMessageAndStack() {
    Outcome.Failed failed = TrialTask.failed(new IllegalStateException("a bug"));
    assertEquals("java.lang.IllegalStateException", failed.errorClass());
    assertEquals("a bug", failed.why());
    assertTrue(failed.stack().contains("TrialTaskTest"));
  }

  @Test
  void aFailureSaysWhatAnInitializerHides() {
    Outcome.Failed failed =
        TrialTask.failed(new ExceptionInInitializerError(new UnsatisfiedLinkError("no map")));
    assertEquals("java.lang.ExceptionInInitializerError", failed.errorClass());
    assertEquals("caused by java.lang.UnsatisfiedLinkError: no map", failed.why());
  }
}
