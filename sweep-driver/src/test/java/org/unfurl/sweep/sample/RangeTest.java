package org.unfurl.sweep.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RangeTest {

  private static final double LAST = Math.nextDown(1.0);
  private static final int PLACES = 10_000;

  @Test
  void everyValueIsInsideItsRange() {
    List<Range> ranges =
        List.of(
            new Range.Uniform(0.99991, 0.99999),
            new Range.Uniform(0, 1),
            new Range.LogUniform(1.23456e-5, 9.87654e-3),
            new Range.LogUniform(0.3, 0.30001),
            new Range.Integers(8, 64),
            new Range.LogIntegers(3, 1_000_000));
    for (Range range : ranges) {
      double low = ((Number) range.listed().get(0)).doubleValue();
      double high = ((Number) range.listed().get(1)).doubleValue();
      assertTrue(values(range).allMatch(value -> low <= value && value <= high), range::toString);
    }
  }

  @Test
  void uniformNumbersAreSpreadEvenly() {
    assertEquals(0.25, share(new Range.Uniform(-1, 3), 0), 1e-3);
    assertEquals(0.7, share(new Range.Uniform(0, 10), 7), 1e-3);
  }

  @Test
  void logUniformNumbersAreSpreadEvenlyOverTheDecades() {
    Range range = new Range.LogUniform(1e-5, 1e-2);
    assertEquals(1 / 3.0, share(range, 1e-4), 1e-3);
    assertEquals(2 / 3.0, share(range, 1e-3), 1e-3);
  }

  @Test
  void everyWholeNumberIsAsLikely() {
    Range range = new Range.Integers(1, 4);
    for (int number = 1; number <= 4; number++) {
      assertEquals(number / 4.0, share(range, number), 1e-3);
    }
  }

  @Test
  void wholeNumbersOfALogarithmicRangeReachBothEnds() {
    Range range = new Range.LogIntegers(1, 1023);
    assertEquals(1L, range.at(0));
    assertEquals(1023L, range.at(LAST));
    assertEquals(0.5, share(range, 31), 1e-3);
  }

  @Test
  void theFullRangeOfALongDoesNotOverflow() {
    Range range = new Range.Integers(0, Long.MAX_VALUE);
    assertTrue((long) range.at(LAST) > Long.MAX_VALUE / 2);
  }

  @Test
  void numbersHaveFourDigits() {
    assertEquals(2.346e-5, new Range.LogUniform(1e-5, 1e-2).at(0.123456789));
    assertEquals(0.1235, new Range.Uniform(0, 1).at(0.123456789));
  }

  @Test
  void aNarrowRangeKeepsAThousandValues() {
    assertTrue(values(new Range.Uniform(0.9, 0.9001)).distinct().count() > 1000);
    assertTrue(values(new Range.LogUniform(0.9, 0.9001)).distinct().count() > 1000);
  }

  @Test
  void aRangeOfOneNumberIsThatNumber() {
    assertEquals(0.123456789, new Range.Uniform(0.123456789, 0.123456789).at(0.7));
    assertEquals(5L, new Range.Integers(5, 5).at(LAST));
  }

  @Test
  void everyChoiceIsAsLikely() {
    Range range = new Range.Choices(List.of("one", "nog", "wig"));
    long share =
        IntStream.range(0, PLACES).filter(n -> range.at((n + 0.5) / PLACES).equals("nog")).count();
    assertEquals(1 / 3.0, share / (double) PLACES, 1e-3);
    assertEquals("wig", range.at(LAST));
  }

  @Test
  void aRangeBeginsAtItsSmallerEnd() {
    refuses(
        "range (2.0 to 1.0) must begin at its smaller end, exchange them",
        () -> new Range.Uniform(2, 1));
    refuses(
        "range (3 to 1) must begin at its smaller end, exchange them",
        () -> new Range.Integers(3, 1));
  }

  @Test
  void aLogarithmicRangeBeginsAboveZero() {
    refuses("range (from 0.0) must begin above 0", () -> new Range.LogUniform(0, 1));
    refuses("range (from 0.0) must begin above 0", () -> new Range.LogIntegers(0, 1));
  }

  private static void refuses(String message, Executable constructor) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, constructor).getMessage());
  }

  private static DoubleStream values(Range range) {
    return IntStream.range(0, PLACES)
        .mapToDouble(n -> ((Number) range.at((n + 0.5) / PLACES)).doubleValue());
  }

  private static double share(Range range, double atMost) {
    return values(range).filter(value -> value <= atMost).count() / (double) PLACES;
  }
}
