package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MakespanTest {

  @Test
  void givesTheLongestToTheFirstFreeSlot() {
    // By hand: 4 | 1 + 1 + 1 + 1. In the given order the long one would start last: 2 + 4.
    assertEquals(4, Makespan.longestFirst(List.of(1.0, 1.0, 1.0, 1.0, 4.0), 2));
  }

  @Test
  void oneSlotTakesTheSum() {
    assertEquals(6, Makespan.longestFirst(List.of(1.0, 2.0, 3.0), 1));
  }

  @Test
  void moreSlotsThanTasksTakeTheLongest() {
    assertEquals(3, Makespan.longestFirst(List.of(1.0, 2.0, 3.0), 9));
  }

  @Test
  void nothingTakesNoTime() {
    assertEquals(0, Makespan.longestFirst(List.of(), 2));
  }

  @Test
  void refusesZeroSlots() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Makespan.longestFirst(List.of(1.0), 0));
    assertEquals("slots (0) must be at least 1", e.getMessage());
  }
}
