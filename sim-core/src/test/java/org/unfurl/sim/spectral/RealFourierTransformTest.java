package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unfurl.sim.random.Seed;
import org.visnow.jlargearrays.ConcurrencyUtils;

class RealFourierTransformTest {

  // Powers of two, the study's size, factors 5 and 7, and a large prime factor: the library has a
  // different algorithm for each.
  @ParameterizedTest
  @ValueSource(ints = {4, 48, 64, 70, 802})
  void forwardIsTheDefinition(int points) {
    double[] field = new Seed(1).generator().doubles(points, -1, 1).toArray();
    double[] spectrum = new double[points + 2];
    new RealFourierTransform(points).forward(field, 0, spectrum);

    double[] expected = new double[points + 2];
    for (int mode = 0; mode <= points / 2; mode++) {
      for (int j = 0; j < points; j++) {
        double angle = 2 * Math.PI * ((long) mode * j % points) / points;
        expected[2 * mode] += field[j] * Math.cos(angle);
        expected[2 * mode + 1] -= field[j] * Math.sin(angle);
      }
    }
    assertArrayEquals(expected, spectrum, 1e-12);
    assertEquals(0, spectrum[1]);
    assertEquals(0, spectrum[points + 1]);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 48, 64, 70, 802, 16384})
  void inverseUndoesForward(int points) {
    double[] field = new Seed(2).generator().doubles(points, -1, 1).toArray();
    double[] spectrum = new double[points + 2];
    double[] back = new double[points];
    RealFourierTransform transform = new RealFourierTransform(points);
    transform.forward(field, 0, spectrum);
    transform.inverse(spectrum, back, 0);

    assertArrayEquals(field, back, 1e-14);
  }

  @Test
  void touchesOnlyItsPartOfABatch() {
    double[] batch = new Seed(3).generator().doubles(12, -1, 1).toArray();
    double[] before = batch.clone();
    double[] spectrum = new double[6];
    RealFourierTransform transform = new RealFourierTransform(4);
    transform.forward(batch, 4, spectrum);
    assertArrayEquals(before, batch);
    double[] spectrumBefore = spectrum.clone();

    Arrays.fill(batch, 4, 8, Double.NaN);
    transform.inverse(spectrum, batch, 4);
    assertArrayEquals(before, batch, 1e-15);
    assertArrayEquals(spectrumBefore, spectrum);
  }

  @Test
  void keepsTheLibraryToOneThread() {
    new RealFourierTransform(16384);

    assertEquals(1, ConcurrencyUtils.getNumberOfThreads());
  }

  @Test
  void refusesOddSizes() {
    assertEquals(
        "points (5) must be even and positive",
        assertThrows(IllegalArgumentException.class, () -> new RealFourierTransform(5))
            .getMessage());
  }
}
