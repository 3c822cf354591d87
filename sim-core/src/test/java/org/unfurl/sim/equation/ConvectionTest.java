package org.unfurl.sim.equation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.spectral.Blocks;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.Lanes;
import org.unfurl.sim.spectral.RealFourierTransform;

class ConvectionTest {

  private static final int POINTS = 32;

  private final PeriodicGrid grid = new PeriodicGrid(POINTS, 5);
  private final Convection convection = new Convection();
  private final RealFourierTransform transform = new RealFourierTransform(POINTS);
  private final FourierMultiplier outer = outer();

  @Test
  void ofAWaveIsAWaveOfTwiceTheWavenumber() {
    double wavenumber = grid.wavenumber(3);
    double[] field = new double[POINTS];
    double[] expected = new double[POINTS];
    for (int j = 0; j < POINTS; j++) {
      double angle = wavenumber * grid.spacing() * j;
      field[j] = Math.sin(angle);
      // −u u_x = −k sin cos
      expected[j] = -wavenumber * Math.sin(2 * angle) / 2;
    }

    assertArrayEquals(expected, evaluate(field), 1e-13);
  }

  @Test
  void hasNoMean() {
    double[] spectra = spectra(random(1));

    assertEquals(0, spectra[0]);
    assertEquals(0, spectra[Lanes.COUNT]);
  }

  /** N is quadratic, so (N(u + v) − N(u − v)) / 2 is exactly its tangent. */
  @Test
  void adjointIsTheTransposeOfTheTangent() {
    double[] u = random(2);
    double[] v = random(3);
    double[] lambda = random(4);
    double[] sum = new double[POINTS];
    double[] difference = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      sum[i] = u[i] + v[i];
      difference[i] = u[i] - v[i];
    }
    double[] plus = evaluate(sum);
    double[] minus = evaluate(difference);
    double tangentSide = 0;
    for (int i = 0; i < POINTS; i++) {
      tangentSide += (plus[i] - minus[i]) / 2 * lambda[i];
    }

    double[] cotangent = Blocks.spectra(transform, lambda);
    outer.applyTransposed(cotangent, cotangent);
    double[] adjoint = Blocks.field(transform, cotangent);
    convection.vjp(u, adjoint, adjoint);
    double adjointSide = 0;
    for (int i = 0; i < POINTS; i++) {
      adjointSide += v[i] * adjoint[i];
    }
    assertEquals(1, adjointSide / tangentSide, 1e-12);
  }

  private double[] evaluate(double[] field) {
    return Blocks.field(transform, spectra(field));
  }

  private double[] spectra(double[] field) {
    double[] square = new double[POINTS];
    convection.evaluate(field, square);
    double[] spectra = Blocks.spectra(transform, square);
    outer.apply(spectra, spectra);
    return spectra;
  }

  private FourierMultiplier outer() {
    Complex[] symbol = new Complex[grid.nyquistMode() + 1];
    for (int mode = 0; mode < symbol.length; mode++) {
      symbol[mode] = convection.outerSymbol(grid.wavenumber(mode));
    }
    symbol[grid.nyquistMode()] = Complex.real(symbol[grid.nyquistMode()].re());
    return new FourierMultiplier(symbol);
  }

  private static double[] random(long seed) {
    return new Seed(seed).generator().doubles(POINTS, -1, 1).toArray();
  }
}
