package org.unfurl.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalJsonTest {

  @Test
  void sortsKeysAndLeavesNoSpace() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", Map.of("d", "x", "c", 2.0));
    assertEquals("{\"a\":{\"c\":2,\"d\":\"x\"},\"b\":1}", CanonicalJson.write(map));
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.001",
    "1e-4, 0.0001",
    "1.0, 1",
    "100.0, 100",
    "0.93, 0.93",
    "-2.5, -2.5",
    "0.1, 0.1",
    "0.002, 0.002",
    "2e23, 200000000000000000000000"
  })
  void numbersHaveOneSpelling(double value, String text) {
    assertEquals(text, CanonicalJson.number(value));
  }

  @Test
  void numbersReadBack() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      double value = random.nextDouble() * StrictMath.pow(10, random.nextInt(-20, 20));
      assertEquals(value, Double.parseDouble(CanonicalJson.number(value)));
    }
  }

  @Test
  void escapesText() {
    assertEquals("\"a\\\"b\\\\c\\u000a\\u00e9\"", CanonicalJson.write("a\"b\\c\né"));
  }

  @Test
  void refusesWhatHasNoCanonicalForm() {
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(1.5f));
  }
}
