package org.unfurl.sim.stepper;

import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;

/**
 * Everything linear in one time step of an equation on a grid: z = h L(k) for every mode, and the
 * operator D of the nonlinear term N(u) = D q(u). Every coefficient of an exponential scheme is a
 * function of z, computed here once and kept complex: the real part alone would reduce a scheme of
 * any order to first order as soon as L has odd derivatives.
 */
final class LinearPart {

  /** z of every mode. */
  private final Complex[] scaledSymbol;

  /** h D of every mode. */
  private final Complex[] scaledOuterSymbol;

  /**
   * Scales the symbols.
   *
   * @param timeStep h, positive
   */
  LinearPart(Equation equation, PeriodicGrid grid, double timeStep) {
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("timeStep (" + timeStep + ") must be positive and finite");
    }
    this.scaledSymbol = scaled(equation::linearSymbol, grid, timeStep);
    this.scaledOuterSymbol = scaled(equation.nonlinearTerm()::outerSymbol, grid, timeStep);
  }

  private static Complex[] scaled(
      DoubleFunction<Complex> symbol, PeriodicGrid grid, double timeStep) {
    Complex[] scaled = new Complex[grid.nyquistMode() + 1];
    for (int mode = 0; mode < scaled.length; mode++) {
      Complex value = symbol.apply(grid.wavenumber(mode));
      boolean nyquist = mode == grid.nyquistMode();
      scaled[mode] = (nyquist ? Complex.real(value.re()) : value).times(timeStep);
    }
    return scaled;
  }

  /**
   * The operator f(h L), which acts on fields.
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

  /**
   * The operator h f(h L) D, which acts on q(u) and so gives N(u) its weight in a step.
   *
   * @param function f, real for real arguments
   */
  FourierMultiplier weight(UnaryOperator<Complex> function) {
    Complex[] symbol = new Complex[scaledSymbol.length];
    for (int mode = 0; mode < symbol.length; mode++) {
      symbol[mode] = function.apply(scaledSymbol[mode]).times(scaledOuterSymbol[mode]);
    }
    return new FourierMultiplier(symbol);
  }
}
