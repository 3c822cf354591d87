package org.unfurl.sweep.sample;

import java.math.BigDecimal;

/** Few digits for numbers that are drawn, so that they can be read and typed. */
final class Rounding {

  /** Besides the first one. */
  private static final int DIGITS = 3;

  /** Up to here a double holds every whole number. */
  private static final double LARGEST_EXACT = 0x1p53;

  private Rounding() {}

  /**
   * A number to four digits, or to more where its range is so narrow that it would keep fewer than
   * a thousand values; never outside of the range.
   */
  static double of(double value, double low, double high) {
    if (value == 0 || low == high) {
      return value;
    }
    int digits = DIGITS - Math.min(exponent(Math.abs(value)), exponent(high - low));
    double scaled = Math.rint(value * StrictMath.pow(10, digits));
    if (Math.abs(scaled) > LARGEST_EXACT) { // what is as small as that stays as it is
      return value;
    }
    double rounded = BigDecimal.valueOf((long) scaled, digits).doubleValue();
    return Math.max(low, Math.min(high, rounded));
  }

  /** Of ten, in scientific notation. */
  private static int exponent(double value) {
    return (int) Math.floor(StrictMath.log10(value));
  }
}
