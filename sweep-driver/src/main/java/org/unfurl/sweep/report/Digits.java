package org.unfurl.sweep.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.unfurl.sweep.statistics.Estimate;
import org.unfurl.sweep.statistics.PairedRatio;

/** Numbers as text, to three significant digits unless said. */
final class Digits {
  static final String NONE = "-";

  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e6;

  private Digits() {}

  /** All digits, as a sweep file writes them. */
  static String exact(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  static String of(double value) {
    return of(value, 3);
  }

  private static String of(double value, int significant) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return "0";
    }
    if (magnitude < SMALLEST_PLAIN || magnitude >= LARGEST_PLAIN) {
      return String.format(Locale.ROOT, "%." + (significant - 1) + "e", value);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
    int integerDigits = rounded.precision() - rounded.scale();
    return rounded
        .setScale(Math.max(0, significant - integerDigits), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  /** {@code mean +- half}, the half to two digits; the mean alone where there is no interval. */
  static String of(Estimate estimate) {
    return estimate.hasInterval()
        ? of(estimate.mean()) + " +- " + of(estimate.halfWidth(), 2)
        : of(estimate.mean());
  }

  /** {@code mean [low, high]}; the mean alone where there is no interval. */
  static String of(PairedRatio ratio) {
    return ratio.hasInterval()
        ? of(ratio.geometricMean()) + " [" + of(ratio.low()) + ", " + of(ratio.high()) + "]"
        : of(ratio.geometricMean());
  }
}
