package org.unfurl.train.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossHistoryTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 199, 200, 201, 399, 1500, 41234})
  void keepsAFewHundredWithFirstAndLast(int updates) {
    LossHistory history = new LossHistory(updates);
    for (int update = 0; update < updates; update++) {
      history.add(new LossRecord(update, 0, update, 1, 1));
    }
    List<LossRecord> records = history.records();
    assertEquals(0, records.get(0).update());
    assertEquals(updates - 1, records.get(records.size() - 1).update());
    assertEquals(records.size(), records.stream().distinct().count());
    assertTrue(
        records.size() >= Math.min(updates, 200) && records.size() < 401, "" + records.size());
    assertEquals(updates - 1, history.lastLoss());
  }

  @Test
  void anEmptyHistoryHasNoLoss() {
    LossHistory history = new LossHistory(10);
    assertEquals(List.of(), history.records());
    assertTrue(Double.isNaN(history.lastLoss()));
  }
}
