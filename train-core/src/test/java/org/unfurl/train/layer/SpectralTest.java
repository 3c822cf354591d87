package org.unfurl.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;

/** Against the sums that define the transform. */
class SpectralTest {

  private static final int INPUTS = 2;
  private static final int OUTPUTS = 3;

  /** Few modes, all of an odd number of points, all of an even one with the Nyquist mode. */
  @ParameterizedTest
  @CsvSource({"12, 3", "7, 4", "8, 5"})
  void aLineIsTransformedAndBack(int points, int modes) {
    Signal signal = AppliedLayer.signal(INPUTS, StateShape.periodicLine(1, points));
    AppliedLayer layer = new AppliedLayer(Spectral.to(OUTPUTS, modes), signal);
    double[] input = AppliedLayer.numbers(signal.size());
    assertArrayEquals(defined(layer, input, 1, points, modes), layer.output(input), 1e-14);
  }

  @ParameterizedTest
  @CsvSource({"6, 8, 2", "5, 7, 2", "8, 6, 4"})
  void aPlaneIsTransformedAndBack(int rows, int columns, int modes) {
    Signal signal = AppliedLayer.signal(INPUTS, StateShape.periodicPlane(1, rows, columns));
    AppliedLayer layer = new AppliedLayer(Spectral.to(OUTPUTS, modes), signal);
    double[] input = AppliedLayer.numbers(signal.size());
    assertArrayEquals(defined(layer, input, rows, columns, modes), layer.output(input), 1e-14);
  }

  @Test
  void noMoreModesThanTheTransformHas() {
    assertEquals(25, Spectral.mostModes(AppliedLayer.signal(1, StateShape.periodicLine(1, 48))));
    assertEquals(4, Spectral.mostModes(AppliedLayer.signal(1, StateShape.periodicLine(1, 7))));
    assertEquals(
        8, Spectral.mostModes(AppliedLayer.signal(1, StateShape.periodicPlane(1, 16, 32))));
    assertEquals(
        9, Spectral.mostModes(AppliedLayer.signal(1, StateShape.periodicPlane(1, 32, 16))));
  }

  /**
   * Sum over the kept modes of factor · Re(weight · mode · e^{i(kx + ly)}): every mode but those
   * without or with the Nyquist wavenumber along x stands for its conjugate too.
   */
  private static double[] defined(
      AppliedLayer layer, double[] input, int rows, int columns, int modes) {
    int points = rows * columns;
    double[] output = new double[OUTPUTS * points];
    int groups = rows == 1 ? 1 : 2;
    int modesAlongY = rows == 1 ? 1 : modes;
    double[] real = layer.tensor("real");
    double[] imaginary = layer.tensor("imaginary");
    for (int group = 0; group < groups; group++) {
      for (int my = 0; my < modesAlongY; my++) {
        int l = group == 0 ? my : my - modes;
        for (int k = 0; k < modes; k++) {
          double factor = (k == 0 || 2 * k == columns ? 1.0 : 2.0) / points;
          for (int in = 0; in < INPUTS; in++) {
            double re = 0;
            double im = 0;
            for (int point = 0; point < points; point++) {
              double angle = angle(point, l, k, rows, columns);
              re += input[in * points + point] * Math.cos(angle);
              im -= input[in * points + point] * Math.sin(angle);
            }
            for (int out = 0; out < OUTPUTS; out++) {
              int w = (((group * INPUTS + in) * OUTPUTS + out) * modesAlongY + my) * modes + k;
              double madeRe = real[w] * re - imaginary[w] * im;
              double madeIm = real[w] * im + imaginary[w] * re;
              for (int point = 0; point < points; point++) {
                double angle = angle(point, l, k, rows, columns);
                output[out * points + point] +=
                    factor * (madeRe * Math.cos(angle) - madeIm * Math.sin(angle));
              }
            }
          }
        }
      }
    }
    return output;
  }

  private static double angle(int point, int l, int k, int rows, int columns) {
    int row = point / columns;
    int column = point % columns;
    return 2 * Math.PI * ((double) l * row / rows + (double) k * column / columns);
  }
}
