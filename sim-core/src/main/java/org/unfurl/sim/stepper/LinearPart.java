package org.unfurl.sim.stepper;

import java.util.function.UnaryOperator;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;

/**
 * The linear part of an equation over one time step on a grid: z = h L(k) for every mode. Every
 * coefficient of an exponential scheme is a function of z, computed here once and kept complex: the
 * real part alone would reduce a scheme of any order to first order as soon as L has odd
 * derivatives.
 */
final class LinearPart {

  private final Complex[] scaledSymbol;

  /**
   * Scales the symbol.
   *
   * @param timeStep h, positive
   */
  LinearPart(Equation equation, PeriodicGrid grid, double timeStep) {
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("timeStep (" + timeStep + ") must be positive and finite");
    }
    int nyquist = grid.nyquistMode();
    scaledSymbol = new Complex[nyquist + 1];
    for (int mode = 0; mode <= nyquist; mode++) {
      Complex symbol = equation.linearSymbol(grid.wavenumber(mode));
      scaledSymbol[mode] = (mode == nyquist ? Complex.real(symbol.re()) : symbol).times(timeStep);
    }
  }

  /**
   * The operator f(h L).
   *
   * @param function f, real for real arguments
   */
  FourierMultiplier operator(UnaryOperator<Complex> function) {
    Complex[] symbol = new Complex[scaledSymbol.length];
    for (int mode = 0; mode < symbol.length; mode++) {
      symbol[mode] = function.apply(scaledSymbol[mode]);
    }
    return new FourierMultiplier(symbol);
  }
}
