package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "0.44, 0.4 s",
    "58.4, 58 s",
    "119.4, 119 s",
    "1020, 17 min",
    "3599, 1 h 0 min",
    "7500, 2 h 5 min",
    "273600, 3 d 4 h"
  })
  void durations(double seconds, String text) {
    assertEquals(text, Quantities.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({"512, 512 B", "1000, 1.0 kB", "20370000, 20.4 MB", "2e15, 2000.0 TB"})
  void bytes(double bytes, String text) {
    assertEquals(text, Quantities.bytes(bytes));
  }

  @Test
  void countsHaveSeparatorsAndPlurals() {
    assertEquals("33,125 parameters", Quantities.count(33_125, "parameter"));
    assertEquals("1 slot", Quantities.count(1, "slot"));
  }
}
