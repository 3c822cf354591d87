package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class BatchScheduleTest {

  @Test
  void usesEveryWindowOnceBeforeAnyTwice() {
    BatchSchedule schedule = new BatchSchedule(List.of(12), new Seed(1));
    List<Integer> firstPass = new ArrayList<>();
    List<Integer> secondPass = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      firstPass.addAll(schedule.next(4).windows());
    }
    for (int i = 0; i < 3; i++) {
      secondPass.addAll(schedule.next(4).windows());
    }
    assertEquals(12, new HashSet<>(firstPass).size());
    assertEquals(12, new HashSet<>(secondPass).size());
    assertNotEquals(firstPass, secondPass);
  }

  @Test
  void visitsEveryParameterOnceARound() {
    BatchSchedule schedule = new BatchSchedule(List.of(5, 6, 7), new Seed(2));
    for (int round = 0; round < 10; round++) {
      Set<Integer> visited = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        visited.add(schedule.next(1).parameter());
      }
      assertEquals(Set.of(0, 1, 2), visited);
    }
  }

  @Test
  void equalSeedsDrawEqualBatches() {
    BatchSchedule one = new BatchSchedule(List.of(9, 9), new Seed(3));
    BatchSchedule same = new BatchSchedule(List.of(9, 9), new Seed(3));
    BatchSchedule other = new BatchSchedule(List.of(9, 9), new Seed(4));
    List<BatchSchedule.Batch> drawn = draw(one);
    assertEquals(drawn, draw(same));
    assertNotEquals(drawn, draw(other));
  }

  @Test
  void fillsABatchThatExceedsTheWindows() {
    List<Integer> windows = new BatchSchedule(List.of(2), new Seed(5)).next(6).windows();
    assertEquals(3, windows.stream().filter(window -> window == 0).count());
    assertEquals(3, windows.stream().filter(window -> window == 1).count());
  }

  private static List<BatchSchedule.Batch> draw(BatchSchedule schedule) {
    List<BatchSchedule.Batch> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      batches.add(schedule.next(4));
    }
    return batches;
  }
}
