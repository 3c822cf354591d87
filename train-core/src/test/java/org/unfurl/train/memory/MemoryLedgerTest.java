package org.unfurl.train.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MemoryLedgerTest {

  @Test
  void keepsTheMostThatWasHeldAtOnce() {
    MemoryLedger memory = new MemoryLedger();
    memory.hold(100);
    memory.release(60);
    memory.hold(50);
    assertEquals(90, memory.held());
    assertEquals(100, memory.peak());
    memory.hold(20);
    assertEquals(110, memory.peak());
  }

  @Test
  void aHoldEndsOnceHoweverOftenItIsClosed() {
    MemoryLedger memory = new MemoryLedger();
    memory.hold(5);
    MemoryLedger.Hold held = memory.holding(100);
    assertEquals(105, memory.held());
    held.close();
    held.close();
    assertEquals(5, memory.held());
    assertEquals(105, memory.peak());
  }

  @Test
  void countsValuesByTheirSize() {
    assertEquals(8 * 5, MemoryLedger.bytes(new double[2], new double[3]));
    assertEquals(4 * 5, MemoryLedger.bytes(new float[2], new float[3]));
  }

  @Test
  void refusesToReleaseWhatIsNotHeld() {
    MemoryLedger memory = new MemoryLedger();
    memory.hold(7);
    var error = assertThrows(IllegalArgumentException.class, () -> memory.release(8));
    assertEquals("bytes (8) must be held (7), release what was held before", error.getMessage());
  }
}
