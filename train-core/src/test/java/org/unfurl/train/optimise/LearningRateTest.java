package org.unfurl.train.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {

  // The study decays after the updates 0, 2000, 4000, ...: 1e-4 holds for the first update only.
  @ParameterizedTest
  @CsvSource({
    "0, 1e-4",
    "1, 0.9e-4",
    "2000, 0.9e-4",
    "2001, 0.81e-4",
    "4000, 0.81e-4",
    "4001, 0.729e-4"
  })
  void decaysAsTheStudyDoes(int update, double expected) {
    assertEquals(expected, new LearningRate(1e-4, 0.9, 2000).at(update), 1e-18);
  }

  @Test
  void aFactorOfOneKeepsTheRate() {
    assertEquals(1e-3, new LearningRate(1e-3, 1, 7).at(123456));
  }

  @Test
  void refusesWhatIsNoSchedule() {
    assertRefused("initial (0.0) must", 0, 0.9, 1);
    assertRefused("initial (NaN) must", Double.NaN, 0.9, 1);
    assertRefused("decay (1.5) must", 1e-3, 1.5, 1);
    assertRefused("every (0) must", 1e-3, 0.9, 0);
  }

  private static void assertRefused(String message, double initial, double decay, int every) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new LearningRate(initial, decay, every));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }
}
