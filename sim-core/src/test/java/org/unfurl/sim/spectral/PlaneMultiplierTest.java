package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PlaneMultiplierTest {

  private static final int ROWS = 12;
  private static final int COLUMNS = 16;

  private final PlaneTransform transform = new PlaneTransform(ROWS, COLUMNS);

  /** Truly complex, and neither even nor odd along any axis. */
  private final PlaneMultiplier operator =
      new PlaneMultiplier(
          transform, (x, y) -> new Complex(1 + x * x - 0.5 * x * y, 0.3 * x - 2 * y + x * x * x));

  @Test
  void differentiatesWaves() {
    PlaneMultiplier derivative =
        new PlaneMultiplier(transform, (x, y) -> new Complex(0, 2 * x + y));
    double[] wave = new double[ROWS * COLUMNS];
    double[] expected = new double[wave.length];
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        double phase = 2 * Math.PI * (3.0 * x / COLUMNS - 4.0 * y / ROWS);
        wave[y * COLUMNS + x] = Math.sin(phase);
        expected[y * COLUMNS + x] = (2 * 3 - 4) * Math.cos(phase);
      }
    }
    assertArrayEquals(expected, applied(derivative, wave, false), 1e-13);
  }

  @Test
  void resultsAreRealFields() {
    double[] field = random(1);
    double[] spectrum = new double[transform.spectrumSize()];
    double[] again = new double[transform.spectrumSize()];
    transform.forward(field, 0, spectrum, 0);
    operator.apply(spectrum, 0, spectrum, 0, false);
    double[] image = new double[field.length];
    transform.inverse(spectrum, 0, image, 0);
    transform.forward(image, 0, again, 0);
    assertArrayEquals(spectrum, again, 1e-9);
  }

  @Test
  void transposeIsTheTranspose() {
    double[] a = random(1);
    double[] b = random(2);
    double forward = dot(b, applied(operator, a, false));
    double backward = dot(applied(operator, b, true), a);
    assertEquals(1, forward / backward, 1e-12);
  }

  @Test
  void addsToWhatIsThere() {
    double[] spectrum = new double[transform.spectrumSize()];
    transform.forward(random(1), 0, spectrum, 0);
    double[] product = new double[spectrum.length];
    double[] sum = spectrum.clone();
    for (boolean transposed : new boolean[] {false, true}) {
      operator.apply(spectrum, 0, product, 0, transposed);
      System.arraycopy(spectrum, 0, sum, 0, sum.length);
      operator.addTo(spectrum, 0, sum, 0, transposed);
      for (int i = 0; i < sum.length; i++) {
        assertEquals(spectrum[i] + product[i], sum[i], 1e-9);
      }
    }
  }

  @Test
  void knowsWhetherItIsZero() {
    assertTrue(new PlaneMultiplier(transform, (x, y) -> Complex.ZERO).isZero());
    assertFalse(operator.isZero());
  }

  private double[] applied(PlaneMultiplier multiplier, double[] field, boolean transposed) {
    double[] spectrum = new double[transform.spectrumSize()];
    double[] result = new double[field.length];
    transform.forward(field, 0, spectrum, 0);
    multiplier.apply(spectrum, 0, spectrum, 0, transposed);
    transform.inverse(spectrum, 0, result, 0);
    return result;
  }

  private static double[] random(long seed) {
    return new SplittableRandom(seed).doubles((long) ROWS * COLUMNS, -1, 1).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
