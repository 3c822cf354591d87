package org.unfurl.sim.equation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.LinearOperator;
import org.unfurl.sim.spectral.RealFourierTransform;

class ConvectionTest {

  private static final int POINTS = 32;

  private final PeriodicGrid grid = new PeriodicGrid(POINTS, 5);
  private final Convection convection = new Convection();
  private final RealFourierTransform transform = new RealFourierTransform(POINTS);
  private final LinearOperator outer = outer();

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
    double[] spectrum = new double[POINTS + 2];
    evaluate(random(1), spectrum);

    assertEquals(0, spectrum[0]);
    assertEquals(0, spectrum[1]);
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

    double[] cotangent = new double[POINTS + 2];
    transform.forward(lambda, 0, cotangent);
    outer.applyTransposed(cotangent, cotangent);
    double[] adjoint = new double[POINTS];
    transform.inverse(cotangent, adjoint, 0);
    convection.vjp(u, adjoint, adjoint);
    double adjointSide = 0;
    for (int i = 0; i < POINTS; i++) {
      adjointSide += v[i] * adjoint[i];
    }
    assertEquals(1, adjointSide / tangentSide, 1e-12);
  }

  private double[] evaluate(double[] field) {
    double[] spectrum = new double[POINTS + 2];
    evaluate(field, spectrum);
    double[] result = new double[POINTS];
    transform.inverse(spectrum, result, 0);
    return result;
  }

  private void evaluate(double[] field, double[] spectrum) {
    double[] square = new double[POINTS];
    convection.evaluate(field, square);
    transform.forward(square, 0, spectrum);
    outer.apply(spectrum, spectrum);
  }

  private LinearOperator outer() {
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
