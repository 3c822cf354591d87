package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;

class FourierMultiplierTest {

  private static final int POINTS = 16;

  private final RealFourierTransform transform = new RealFourierTransform(POINTS);

  /** d/dx on [0, 2π) plus a shift of 0.3, so that real and imaginary parts both count. */
  private final FourierMultiplier operator = new FourierMultiplier(symbol());

  private static Complex[] symbol() {
    Complex[] symbol = new Complex[POINTS / 2 + 1];
    for (int mode = 0; mode < POINTS / 2; mode++) {
      symbol[mode] = new Complex(0.3, mode);
    }
    symbol[POINTS / 2] = Complex.real(0.3);
    return symbol;
  }

  @Test
  void differentiatesAWave() {
    double[] field = new double[POINTS];
    double[] expected = new double[POINTS];
    for (int j = 0; j < POINTS; j++) {
      double x = 2 * Math.PI * j / POINTS;
      field[j] = Math.sin(3 * x);
      expected[j] = 3 * Math.cos(3 * x) + 0.3 * Math.sin(3 * x);
    }

    assertArrayEquals(expected, apply(field), 1e-14);
  }

  @Test
  void transposedIsTheTransposeInTheInnerProductOfFields() {
    double[] u = new Seed(1).generator().doubles(POINTS, -1, 1).toArray();
    double[] v = new Seed(2).generator().doubles(POINTS, -1, 1).toArray();

    assertEquals(dot(apply(u), v), dot(u, applyTransposed(v)), 1e-14);
  }

  @Test
  void addingVariantsAddWhatTheOthersSet() {
    double[] x = new double[POINTS + 2];
    transform.forward(new Seed(3).generator().doubles(POINTS, -1, 1).toArray(), 0, x);
    double[] set = new double[POINTS + 2];
    double[] added = new double[POINTS + 2];

    operator.apply(x, set);
    Arrays.fill(added, 7);
    operator.addTo(x, added);
    for (int i = 0; i < set.length; i++) {
      assertEquals(7 + set[i], added[i]);
    }
    operator.applyTransposed(x, set);
    Arrays.fill(added, 7);
    operator.addTransposedTo(x, added);
    for (int i = 0; i < set.length; i++) {
      assertEquals(7 + set[i], added[i]);
    }
  }

  @Test
  void refusesSymbolsThatWouldLeaveTheRealFields() {
    Complex[] symbol = symbol();
    symbol[POINTS / 2] = new Complex(0, 1);

    assertEquals(
        "symbol of mode 8 (Complex[re=0.0, im=1.0]) must be real",
        assertThrows(IllegalArgumentException.class, () -> new FourierMultiplier(symbol))
            .getMessage());
  }

  private double[] apply(double[] field) {
    double[] spectrum = new double[POINTS + 2];
    transform.forward(field, 0, spectrum);
    operator.apply(spectrum, spectrum);
    double[] result = new double[POINTS];
    transform.inverse(spectrum, result, 0);
    return result;
  }

  private double[] applyTransposed(double[] field) {
    double[] spectrum = new double[POINTS + 2];
    transform.forward(field, 0, spectrum);
    operator.applyTransposed(spectrum, spectrum);
    double[] result = new double[POINTS];
    transform.inverse(spectrum, result, 0);
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
