package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    double[] u = random(1);
    double[] v = random(2);

    assertEquals(dot(apply(u), v), dot(u, applyTransposed(v)), 1e-14);
  }

  @Test
  void addingVariantsAddWhatTheOthersSet() {
    double[] x = Blocks.spectra(transform, random(3));
    double[] set = transform.newSpectra();
    double[] added = transform.newSpectra();

    operator.apply(x, set);
    Arrays.fill(added, 7);
    operator.addTo(x, added);
    for (int i = 0; i < set.length; i++) {
      assertEquals(7 + set[i], added[i], 1e-14);
    }
    operator.applyTransposed(x, set);
    Arrays.fill(added, 7);
    operator.addTransposedTo(x, added);
    for (int i = 0; i < set.length; i++) {
      assertEquals(7 + set[i], added[i], 1e-14);
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

  @Test
  void aSymbolThatIsNotANumberMakesFieldsThatAreNone() {
    Complex[] symbol = symbol();
    symbol[0] = new Complex(Double.NaN, Double.NaN);
    double[] spectra = Blocks.spectra(transform, random(1));
    new FourierMultiplier(symbol).apply(spectra, spectra);
    assertTrue(Double.isNaN(Blocks.field(transform, spectra)[3]));
  }

  private double[] apply(double[] field) {
    double[] spectra = Blocks.spectra(transform, field);
    operator.apply(spectra, spectra);
    return Blocks.field(transform, spectra);
  }

  private double[] applyTransposed(double[] field) {
    double[] spectra = Blocks.spectra(transform, field);
    operator.applyTransposed(spectra, spectra);
    return Blocks.field(transform, spectra);
  }

  private static double[] random(long seed) {
    return new Seed(seed).generator().doubles(POINTS, -1, 1).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
