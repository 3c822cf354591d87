package org.unfurl.sweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1.00",
    "0.012666, 0.0127",
    "-0.5, -0.500",
    "9.999, 10.0",
    "153.4, 153",
    "1234.5, 1230",
    "999999, 1000000",
    "0.00001234, 1.23e-05",
    "12345678, 1.23e+07",
    "NaN, -",
    "Infinity, -",
  })
  void threeSignificantDigits(double value, String text) {
    assertEquals(text, Digits.of(value));
  }
}
