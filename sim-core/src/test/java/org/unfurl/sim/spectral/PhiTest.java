package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiTest {

  private static final List<UnaryOperator<Complex>> PHI = List.of(Phi::phi1, Phi::phi2, Phi::phi3);

  /** Digits enough for the series at |z| = 30, whose terms reach 1e12 while the sum is 1e-2. */
  private static final MathContext DIGITS = new MathContext(80);

  @Test
  void limitsAtZeroAreTheInverseFactorials() {
    assertEquals(Complex.ONE, Phi.phi1(Complex.ZERO));
    assertEquals(Complex.real(1 / 2.0), Phi.phi2(Complex.ZERO));
    assertEquals(Complex.real(1 / 6.0), Phi.phi3(Complex.ZERO));
  }

  /** The values where the recurrence cancels, where it meets the series, and far out. */
  @ParameterizedTest
  @CsvSource({
    "1e-300, 0",
    "1e-8, 0",
    "-1e-8, 0",
    "1e-3, 0",
    "0.5, 0",
    "-0.5, 0",
    "0.1, 0",
    "-0.02, 0",
    "0.9999, 0",
    "1, 0",
    "1.0001, 0",
    "-1, 0",
    "-30, 0",
    "5, 0",
    "0, 1e-8",
    "0, 1e-3",
    "0, 0.03",
    "0, 0.5",
    "0, -0.5",
    "0, 1",
    "0, 3",
    "0, -30",
    "0, 6.283185307179586",
    "-0.3, 0.4",
    "0.7, -0.7",
    "-2, 5",
    "-30, 30"
  })
  void agreesWithTheSeriesInManyDigits(double re, double im) {
    Complex z = new Complex(re, im);
    for (int order = 1; order <= 3; order++) {
      Complex expected = seriesInManyDigits(order, re, im);
      Complex actual = PHI.get(order - 1).apply(z);
      double error = actual.minus(expected).abs() / expected.abs();
      // φ₁ is exactly 0 at 2πi: there the digits lost are relative to 1.
      boolean root = order == 1 && expected.abs() < 1e-10;
      double limit = root ? 1e-15 / expected.abs() : 1e-14;
      assertTrue(error < limit, "φ" + order + "(" + z + ") = " + actual + ", expected " + expected);
    }
  }

  /** Σ zʲ / (j + k)! until the terms vanish. */
  private static Complex seriesInManyDigits(int order, double re, double im) {
    BigDecimal zRe = new BigDecimal(re);
    BigDecimal zIm = new BigDecimal(im);
    BigDecimal termRe = BigDecimal.ONE;
    for (int j = 2; j <= order; j++) {
      termRe = termRe.divide(BigDecimal.valueOf(j), DIGITS);
    }
    BigDecimal termIm = BigDecimal.ZERO;
    BigDecimal sumRe = termRe;
    BigDecimal sumIm = BigDecimal.ZERO;
    for (int j = 1; j < 300; j++) {
      BigDecimal divisor = BigDecimal.valueOf(j + (long) order);
      BigDecimal factorRe = zRe.divide(divisor, DIGITS);
      BigDecimal factorIm = zIm.divide(divisor, DIGITS);
      BigDecimal nextRe =
          termRe.multiply(factorRe, DIGITS).subtract(termIm.multiply(factorIm, DIGITS), DIGITS);
      termIm = termRe.multiply(factorIm, DIGITS).add(termIm.multiply(factorRe, DIGITS), DIGITS);
      termRe = nextRe;
      sumRe = sumRe.add(termRe, DIGITS);
      sumIm = sumIm.add(termIm, DIGITS);
    }
    return new Complex(sumRe.doubleValue(), sumIm.doubleValue());
  }
}
