package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ComplexTest {

  @Test
  void arithmeticFollowsTheDefinitions() {
    Complex a = new Complex(1, 2);
    Complex b = new Complex(3, -4);

    assertEquals(new Complex(4, -2), a.plus(b));
    assertEquals(new Complex(-2, 6), a.minus(b));
    // (1 + 2i)(3 − 4i) = 3 − 4i + 6i + 8
    assertEquals(new Complex(11, 2), a.times(b));
    assertEquals(new Complex(2, 4), a.times(2));
    // (1 + 2i) / (3 − 4i) = (1 + 2i)(3 + 4i) / 25 = (−5 + 10i) / 25
    assertEquals(new Complex(-0.2, 0.4), a.over(b));
    assertEquals(5, b.abs());
  }

  @Test
  void exponentialTurnsImaginaryPartsIntoAngles() {
    Complex result = new Complex(Math.log(2), Math.PI / 3).exp();

    assertEquals(1, result.re(), 1e-15);
    assertEquals(Math.sqrt(3), result.im(), 1e-15);
  }

  @Test
  void exponentialOfARealNumberIsReal() {
    assertEquals(0, Complex.real(1000).exp().im());
  }
}
