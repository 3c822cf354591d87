package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MakespanTest {

  @Test
  void givesTheNextToTheFirstFreeSlot() {
    // By hand: 4 | 1 + 1 + 1 + 1, and with the long one last 1 + 1 + 4 | 1 + 1.
    assertEquals(4, Makespan.of(List.of(4.0, 1.0, 1.0, 1.0, 1.0), 2));
    assertEquals(6, Makespan.of(List.of(1.0, 1.0, 1.0, 1.0, 4.0), 2));
  }

  @Test
  void oneSlotTakesTheSum() {
    assertEquals(6, Makespan.of(List.of(1.0, 2.0, 3.0), 1));
  }

  @Test
  void moreSlotsThanTasksTakeTheLongest() {
    assertEquals(3, Makespan.of(List.of(1.0, 2.0, 3.0), 9));
  }

  @Test
  void nothingTakesNoTime() {
    assertEquals(0, Makespan.of(List.of(), 2));
  }

  @Test
  void refusesZeroSlots() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Makespan.of(List.of(1.0), 0));
    assertEquals("slots (0) must be at least 1", e.getMessage());
  }

  @Test
  void theLowerBoundIsTheLargerOfShareAndLongest() {
    assertEquals(4, Makespan.lowerBound(List.of(1.0, 1.0, 1.0, 1.0, 4.0), 2));
    assertEquals(5, Makespan.lowerBound(List.of(3.0, 3.0, 4.0), 2));
  }
}
