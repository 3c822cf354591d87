package org.unfurl.sim.equation;

import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * N(u) = −u u_x = −½ ∂(u²)/∂x, in the second, conservative form: the mean of N(u) is exactly zero.
 *
 * <p>The square is formed on the points and is not dealiased, as in the study this project
 * reproduces (arXiv 2402.12971).
 */
public final class Convection implements NonlinearTerm {

  private final int points;
  private final RealFourierTransform transform;

  /** −½ ∂/∂x. */
  private final FourierMultiplier minusHalfDerivative;

  /** Scratch: the field u². */
  private final double[] square;

  /** Scratch: the spectrum of Aᵀλ. */
  private final double[] spectrum;

  /** Convection on this grid. */
  public Convection(PeriodicGrid grid) {
    this.points = grid.points();
    this.transform = new RealFourierTransform(points);
    Complex[] symbol = new Complex[grid.nyquistMode() + 1];
    for (int mode = 0; mode < grid.nyquistMode(); mode++) {
      symbol[mode] = new Complex(0, -0.5 * grid.wavenumber(mode));
    }
    symbol[grid.nyquistMode()] = Complex.ZERO;
    this.minusHalfDerivative = new FourierMultiplier(symbol);
    this.square = new double[points];
    this.spectrum = new double[RealFourierTransform.spectrumLength(points)];
  }

  @Override
  public void evaluate(double[] field, int offset, double[] result) {
    for (int i = 0; i < points; i++) {
      square[i] = field[offset + i] * field[offset + i];
    }
    transform.forward(square, 0, result);
    minusHalfDerivative.apply(result, result);
  }

  /** The tangent is v ↦ A(2uv) with A = −½ ∂/∂x, hence the adjoint λ ↦ 2u · Aᵀλ. */
  @Override
  public void vjp(double[] field, int offset, double[] cotangent, double[] result) {
    minusHalfDerivative.applyTransposed(cotangent, spectrum);
    transform.inverse(spectrum, result, 0);
    for (int i = 0; i < points; i++) {
      result[i] *= 2 * field[offset + i];
    }
  }
}
