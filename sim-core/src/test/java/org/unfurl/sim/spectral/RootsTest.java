package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RootsTest {

  @Test
  void agreesWithTheExponentialAllAroundTheCircle() {
    for (int denominator : new int[] {1, 2, 3, 8, 24, 48, 77}) {
      for (int numerator = -denominator; numerator <= 2 * denominator; numerator++) {
        Complex expected = new Complex(0, 2 * Math.PI * numerator / denominator).exp();
        Complex actual = Roots.of(numerator, denominator);
        assertEquals(expected.re(), actual.re(), 3e-15, numerator + "/" + denominator);
        assertEquals(expected.im(), actual.im(), 3e-15, numerator + "/" + denominator);
      }
    }
  }

  /** Also on the axes, which multiples of a rounded π miss. */
  @Test
  void isSymmetricToTheBit() {
    assertEquals(new Complex(1, 0), Roots.of(0, 12));
    assertEquals(Complex.real(-1).re(), Roots.of(-24, 48).re());
    assertEquals(0, Math.abs(Roots.of(12, 48).re()));
    assertEquals(-1, Roots.of(-12, 48).im());
    assertEquals(Roots.of(5, 48).re(), Roots.of(7, 48).im());
  }
}
