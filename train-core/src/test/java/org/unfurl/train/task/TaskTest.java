package org.unfurl.train.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TaskTest {

  @Test
  void everyTaskIsFoundByItsWord() {
    for (Task task : Task.values()) {
      assertEquals(task, Task.of(task.word()));
    }
    assertEquals(Task.SEQUENTIAL_CORRECTION, Task.of("sequential-correction"));
  }

  @Test
  void namesTheTasksThatThereAre() {
    var error = assertThrows(IllegalArgumentException.class, () -> Task.of("correct"));
    assertEquals(
        "task (correct) must be one of prediction, residual-prediction, correction,"
            + " sequential-correction",
        error.getMessage());
  }
}
