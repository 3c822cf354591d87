package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaneTransformTest {

  /** Sizes with full and with partly filled lanes, square and not, with odd factors. */
  @ParameterizedTest
  @CsvSource({"4, 4", "8, 16", "16, 8", "6, 20", "20, 6", "12, 34", "32, 32"})
  void forwardIsTheDefinition(int rows, int columns) {
    PlaneTransform transform = new PlaneTransform(rows, columns);
    double[] field = random(rows * columns);
    double[] spectrum = new double[transform.spectrumSize()];
    transform.forward(field, 0, spectrum, 0);
    for (int p = 0; p <= rows / 2; p++) {
      for (int q = 0; q < columns; q++) {
        Complex sum = Complex.ZERO;
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            double angle = -2 * Math.PI * ((double) p * y / rows + (double) q * x / columns);
            sum = sum.plus(new Complex(0, angle).exp().times(field[y * columns + x]));
          }
        }
        int at = ((p / Lanes.COUNT) * columns + q) * 2 * Lanes.COUNT + p % Lanes.COUNT;
        assertEquals(sum.re(), spectrum[at], 1e-11);
        assertEquals(sum.im(), spectrum[at + Lanes.COUNT], 1e-11);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "8, 16", "16, 8", "6, 20", "20, 6", "128, 128"})
  void inverseUndoesForwardWhereverTheFieldLies(int rows, int columns) {
    PlaneTransform transform = new PlaneTransform(rows, columns);
    int points = rows * columns;
    double[] fields = random(2 * points);
    double[] spectra = new double[2 * transform.spectrumSize()];
    double[] back = new double[2 * points];
    for (int i = 1; i >= 0; i--) {
      transform.forward(fields, i * points, spectra, i * transform.spectrumSize());
    }
    for (int i = 0; i < 2; i++) {
      transform.inverse(spectra, i * transform.spectrumSize(), back, i * points);
    }
    assertArrayEquals(fields, back, 1e-13);
  }

  /** What is left out is zero, and what is kept has the same bits. */
  @Test
  void lowModesAloneAreThoseOfTheWholeSpectrum() {
    int rows = 64;
    int columns = 32;
    PlaneTransform transform = new PlaneTransform(rows, columns);
    double[] field = random(rows * columns);
    double[] whole = new double[transform.spectrumSize()];
    double[] low = random(transform.spectrumSize());
    transform.forward(field, 0, whole, 0);
    transform.forward(field, 0, low, 0, 10);
    int kept = (10 / Lanes.COUNT + 1) * columns * 2 * Lanes.COUNT;
    for (int i = 0; i < low.length; i++) {
      assertEquals(i < kept ? whole[i] : 0, low[i]);
    }
    double[] expected = new double[field.length];
    double[] result = new double[field.length];
    transform.inverse(low, 0, expected, 0);
    transform.inverse(low, 0, result, 0, 10);
    assertArrayEquals(expected, result);
  }

  @Test
  void refusesSizesItCannotTransform() {
    assertThrows(IllegalArgumentException.class, () -> new PlaneTransform(7, 8));
    assertThrows(IllegalArgumentException.class, () -> new PlaneTransform(8, 7));
    assertThrows(IllegalArgumentException.class, () -> new PlaneTransform(8, 2));
  }

  private static double[] random(int size) {
    return new SplittableRandom(3).doubles(size, -1, 1).toArray();
  }
}
