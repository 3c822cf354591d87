package org.unfurl.sim.stepper;

import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * An equation for one field on a line, for a block of fields at once ({@link
 * org.unfurl.sim.spectral.Lanes}). The arguments of its nonlinear term N(u) = D q(u) are the state;
 * D is part of the weights, which costs nothing.
 *
 * <p>Every coefficient of an exponential scheme is a function of z = h L(k), kept complex: the real
 * part alone would reduce a scheme of any order to first order as soon as L has odd derivatives.
 */
final class SemiDiscreteLine implements SemiDiscreteEquation {

  private final NonlinearTerm term;
  private final RealFourierTransform transform;

  /** z of every mode. */
  private final Complex[] scaledSymbol;

  /** h D of every mode. */
  private final Complex[] scaledOuterSymbol;

  /** Scratch: q(u), or its cotangent. */
  private final double[] products;

  /**
   * Scales the symbols.
   *
   * @param timeStep h, positive
   */
  SemiDiscreteLine(Equation equation, PeriodicGrid grid, double timeStep) {
    this.term = equation.nonlinearTerm();
    this.transform = new RealFourierTransform(grid.points());
    this.scaledSymbol = scaled(equation::linearSymbol, grid, timeStep);
    this.scaledOuterSymbol = scaled(term::outerSymbol, grid, timeStep);
    this.products = newFields();
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

  @Override
  public double[] newFields() {
    return transform.newFields();
  }

  @Override
  public double[] newSpectra() {
    return transform.newSpectra();
  }

  @Override
  public double[] newArguments() {
    return newFields();
  }

  @Override
  public void forward(double[] fields, double[] spectra) {
    transform.forward(fields, spectra);
  }

  @Override
  public void inverse(double[] spectra, double[] fields) {
    transform.inverse(spectra, fields);
  }

  @Override
  public void arguments(double[] spectra, double[] arguments) {
    transform.inverse(spectra, arguments);
  }

  @Override
  public double[] arguments(double[] fields, double[] spectra, boolean known, double[] arguments) {
    return fields;
  }

  @Override
  public void evaluate(double[] arguments, double[] result) {
    term.evaluate(arguments, products);
    transform.forward(products, result);
  }

  @Override
  public void vjp(double[] arguments, double[] cotangent, double[] result) {
    transform.inverse(cotangent, products);
    term.vjp(arguments, products, products);
    transform.forward(products, result);
  }

  @Override
  public void addVjpTo(double[] arguments, double[] cotangent, double[] result) {
    transform.inverse(cotangent, products);
    term.vjp(arguments, products, products);
    for (int i = 0; i < result.length; i++) {
      result[i] += products[i];
    }
  }

  @Override
  public FourierMultiplier operator(UnaryOperator<Complex> function) {
    Complex[] symbol = new Complex[scaledSymbol.length];
    for (int mode = 0; mode < symbol.length; mode++) {
      symbol[mode] = function.apply(scaledSymbol[mode]);
    }
    return new FourierMultiplier(symbol);
  }

  @Override
  public FourierMultiplier weight(UnaryOperator<Complex> function) {
    Complex[] symbol = new Complex[scaledSymbol.length];
    for (int mode = 0; mode < symbol.length; mode++) {
      symbol[mode] = function.apply(scaledSymbol[mode]).times(scaledOuterSymbol[mode]);
    }
    return new FourierMultiplier(symbol);
  }
}
