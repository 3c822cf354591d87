package org.unfurl.sim.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.random.Seed;

class RealFourierTransformTest {

  /** Every way in which a number can fall into factors, and the sizes that are in use. */
  static IntStream sizes() {
    return IntStream.concat(
        IntStream.rangeClosed(2, 65).map(half -> 2 * half), IntStream.of(256, 802, 1000, 1024));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void forwardIsTheDefinition(int points) {
    double[] batch = random(1, Lanes.COUNT * points);
    RealFourierTransform transform = new RealFourierTransform(points);
    double[] fields = transform.newFields();
    double[] spectra = transform.newSpectra();
    Lanes.load(batch, points, 0, fields);
    double[] before = fields.clone();
    transform.forward(fields, spectra);

    assertArrayEquals(before, fields);
    double[] actual = new double[Lanes.COUNT * (points + 2)];
    Lanes.store(spectra, actual, points + 2, 0);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      double[] field = Arrays.copyOfRange(batch, lane * points, (lane + 1) * points);
      double[] spectrum =
          Arrays.copyOfRange(actual, lane * (points + 2), (lane + 1) * (points + 2));
      assertArrayEquals(definition(field), spectrum, 2e-14 * Math.sqrt(points));
      assertEquals(0, spectrum[1]);
      assertEquals(0, spectrum[points + 1]);
    }
  }

  private static double[] definition(double[] field) {
    int points = field.length;
    double[] cosine = new double[points];
    double[] sine = new double[points];
    for (int j = 0; j < points; j++) {
      cosine[j] = Math.cos(2 * Math.PI * j / points);
      sine[j] = Math.sin(2 * Math.PI * j / points);
    }
    double[] spectrum = new double[points + 2];
    for (int mode = 0; mode <= points / 2; mode++) {
      for (int j = 0; j < points; j++) {
        int turn = (int) ((long) mode * j % points);
        spectrum[2 * mode] += field[j] * cosine[turn];
        spectrum[2 * mode + 1] -= field[j] * sine[turn];
      }
    }
    return spectrum;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void inverseUndoesForward(int points) {
    RealFourierTransform transform = new RealFourierTransform(points);
    double[] fields = random(2, Lanes.COUNT * points);
    double[] spectra = transform.newSpectra();
    double[] back = transform.newFields();
    transform.forward(fields, spectra);
    double[] before = spectra.clone();
    transform.inverse(spectra, back);

    assertArrayEquals(before, spectra);
    assertArrayEquals(fields, back, 1e-14);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void lanesDoNotKnowEachOther(int points) {
    double[] fields = random(3, Lanes.COUNT * points);
    double[] others = random(4, Lanes.COUNT * points);
    int lane = Lanes.COUNT - 1;
    for (int i = 0; i < others.length; i++) {
      boolean same = i % Lanes.COUNT == lane;
      others[i] = same ? fields[i] : i % Lanes.COUNT == 0 ? Double.NaN : others[i];
    }
    RealFourierTransform transform = new RealFourierTransform(points);
    double[] spectra = transform.newSpectra();
    double[] otherSpectra = transform.newSpectra();
    double[] back = transform.newFields();
    double[] otherBack = transform.newFields();
    transform.forward(fields, spectra);
    transform.forward(others, otherSpectra);
    transform.inverse(spectra, back);
    transform.inverse(otherSpectra, otherBack);

    assertArrayEquals(lane(spectra, lane), lane(otherSpectra, lane));
    assertArrayEquals(lane(back, lane), lane(otherBack, lane));
  }

  private static double[] lane(double[] block, int lane) {
    return IntStream.range(0, block.length / Lanes.COUNT)
        .mapToDouble(j -> block[j * Lanes.COUNT + lane])
        .toArray();
  }

  @Test
  void refusesSizesWithoutTwoHalves() {
    assertEquals(
        "points (5) must be even and at least 4",
        assertThrows(IllegalArgumentException.class, () -> new RealFourierTransform(5))
            .getMessage());
    assertEquals(
        "points (2) must be even and at least 4",
        assertThrows(IllegalArgumentException.class, () -> new RealFourierTransform(2))
            .getMessage());
  }

  private static double[] random(long seed, int length) {
    return new Seed(seed).generator().doubles(length, -1, 1).toArray();
  }
}
