package org.unfurl.sim.stepper;

import java.util.function.UnaryOperator;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.verification.Circulant;

/**
 * The three schemes for equations with convection, written a second time: dense matrices instead of
 * transforms, the paper's printed coefficients by contour integrals instead of φ functions, and
 * every state a dual number u + εv with ε² = 0. One step gives the next state and the exact
 * directional derivative of the step, neither of them taken from the code under test.
 */
final class TangentLinearModel {

  /** Points on the circle; the trapezoidal rule converges faster than any power of their number. */
  private static final int CONTOUR_POINTS = 64;

  /** A field with its tangent. */
  @SuppressWarnings("ArrayRecordComponent") // a pair of arrays, never compared
  record Dual(double[] value, double[] tangent) {

    Dual plus(Dual other) {
      return new Dual(sum(value, 1, other.value), sum(tangent, 1, other.tangent));
    }

    Dual minus(Dual other) {
      return new Dual(sum(value, -1, other.value), sum(tangent, -1, other.tangent));
    }

    Dual through(Circulant operator) {
      return new Dual(operator.times(value), operator.times(tangent));
    }

    private static double[] sum(double[] a, double factor, double[] b) {
      double[] result = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        result[i] = a[i] + factor * b[i];
      }
      return result;
    }
  }

  private final EtdScheme scheme;
  private final Equation equation;
  private final PeriodicGrid grid;
  private final double timeStep;
  private final Circulant derivative;

  TangentLinearModel(EtdScheme scheme, Equation equation, PeriodicGrid grid, double timeStep) {
    this.scheme = scheme;
    this.equation = equation;
    this.grid = grid;
    this.timeStep = timeStep;
    this.derivative = new Circulant(grid, k -> isNyquist(k) ? Complex.ZERO : new Complex(0, k));
  }

  Dual step(Dual u) {
    return switch (scheme) {
      case ETD1 -> etd1(u);
      case ETDRK2 -> etdRk2(u);
      case ETDRK4 -> etdRk4(u);
    };
  }

  private Dual etd1(Dual u) {
    Circulant exponential = operator(Complex::exp);
    Circulant weight = operator(z -> z.exp().minus(Complex.ONE).over(z).times(timeStep));
    return u.through(exponential).plus(nonlinear(u).through(weight));
  }

  private Dual etdRk2(Dual u) {
    Circulant weight =
        operator(z -> z.exp().minus(Complex.ONE).minus(z).over(z.times(z)).times(timeStep));
    Dual a = etd1(u);
    return a.plus(nonlinear(a).minus(nonlinear(u)).through(weight));
  }

  private Dual etdRk4(Dual u) {
    Circulant half = operator(z -> z.times(0.5).exp());
    Circulant stageWeight =
        operator(z -> z.times(0.5).exp().minus(Complex.ONE).over(z).times(timeStep));
    Dual a = u.through(half).plus(nonlinear(u).through(stageWeight));
    Dual b = u.through(half).plus(nonlinear(a).through(stageWeight));
    Dual twiceAtB = nonlinear(b).plus(nonlinear(b));
    Dual c = a.through(half).plus(twiceAtB.minus(nonlinear(u)).through(stageWeight));
    Dual middle = nonlinear(a).plus(nonlinear(b));
    return u.through(operator(Complex::exp))
        .plus(nonlinear(u).through(operator(this::firstWeight)))
        .plus(middle.through(operator(this::middleWeight)))
        .plus(nonlinear(c).through(operator(this::lastWeight)));
  }

  /** h (−4 − z + eᶻ (4 − 3z + z²)) / z³. */
  private Complex firstWeight(Complex z) {
    Complex bracket = Complex.real(4).minus(z.times(3)).plus(z.times(z));
    return Complex.real(-4).minus(z).plus(z.exp().times(bracket)).over(cube(z)).times(timeStep);
  }

  /** 2h (2 + z + eᶻ (−2 + z)) / z³. */
  private Complex middleWeight(Complex z) {
    Complex bracket = z.minus(Complex.real(2));
    return Complex.real(2).plus(z).plus(z.exp().times(bracket)).over(cube(z)).times(2 * timeStep);
  }

  /** h (−4 − 3z − z² + eᶻ (4 − z)) / z³. */
  private Complex lastWeight(Complex z) {
    Complex bracket = Complex.real(4).minus(z);
    Complex polynomial = Complex.real(-4).minus(z.times(3)).minus(z.times(z));
    return polynomial.plus(z.exp().times(bracket)).over(cube(z)).times(timeStep);
  }

  private static Complex cube(Complex z) {
    return z.times(z).times(z);
  }

  /** N(u + εv) = −½ D(u²) − ε D(uv). */
  private Dual nonlinear(Dual u) {
    double[] value = new double[grid.points()];
    double[] tangent = new double[grid.points()];
    for (int i = 0; i < value.length; i++) {
      value[i] = -0.5 * u.value()[i] * u.value()[i];
      tangent[i] = -u.value()[i] * u.tangent()[i];
    }
    return new Dual(value, tangent).through(derivative);
  }

  /**
   * The matrix of f(hL): the mean of f over a circle around each hL, as Kassam and Trefethen
   * evaluate such functions (2005, SIAM J. Sci. Comput. 26, doi 10.1137/S1064827502410633).
   */
  private Circulant operator(UnaryOperator<Complex> function) {
    return new Circulant(
        grid,
        k -> {
          Complex symbol = equation.linearSymbol(k);
          Complex z = (isNyquist(k) ? Complex.real(symbol.re()) : symbol).times(timeStep);
          Complex sum = Complex.ZERO;
          for (int i = 0; i < CONTOUR_POINTS; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / CONTOUR_POINTS;
            sum = sum.plus(function.apply(z.plus(new Complex(0, angle).exp().times(2))));
          }
          return sum.times(1.0 / CONTOUR_POINTS);
        });
  }

  private boolean isNyquist(double wavenumber) {
    return wavenumber == grid.wavenumber(grid.nyquistMode());
  }
}
