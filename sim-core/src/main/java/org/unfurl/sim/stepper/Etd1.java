package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.Phi;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * Exponential time differencing of first order, ETD1 (Cox and Matthews 2002, J. Comput. Phys. 176,
 * 430-455, doi 10.1006/jcph.2002.6995, equation 4):
 *
 * <pre>   u⁺ = e^{hL} u + h φ₁(hL) N(u)   </pre>
 *
 * <p>The linear part is exact, the nonlinear term constant over the step.
 */
public final class Etd1 implements DifferentiableStepper {

  private final int points;
  private final RealFourierTransform transform;
  private final NonlinearTerm nonlinear;

  /** e^{hL}. */
  private final FourierMultiplier exponential;

  /** h φ₁(hL). */
  private final FourierMultiplier weight;

  /** Scratch: the spectrum of u, or of λ on the way back. */
  private final double[] spectrum;

  /** Scratch: the spectrum of N(u), or of N(u)'s cotangent. */
  private final double[] product;

  /** Scratch: the spectrum of the result, while its terms are added. */
  private final double[] sum;

  /** Scratch: the field that the nonlinear term sends back. */
  private final double[] field;

  /**
   * Precomputes the coefficients.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public Etd1(Equation equation, PeriodicGrid grid, double timeStep) {
    LinearPart linear = new LinearPart(equation, grid, timeStep);
    this.points = grid.points();
    this.transform = new RealFourierTransform(points);
    this.nonlinear = equation.nonlinearTerm(grid);
    this.exponential = linear.operator(Complex::exp);
    this.weight = linear.operator(z -> Phi.phi1(z).times(timeStep));
    int length = RealFourierTransform.spectrumLength(points);
    this.spectrum = new double[length];
    this.product = new double[length];
    this.sum = new double[length];
    this.field = new double[points];
  }

  @Override
  public int stateSize() {
    return points;
  }

  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(points, state, next);
    for (int offset = 0; offset < state.length; offset += points) {
      transform.forward(state, offset, spectrum);
      nonlinear.evaluate(state, offset, product);
      exponential.apply(spectrum, sum);
      weight.addTo(product, sum);
      transform.inverse(sum, next, offset);
    }
  }

  /** The transpose of {@link #step}, line by line from the last to the first. */
  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(points, state, cotangent, result);
    for (int offset = 0; offset < state.length; offset += points) {
      transform.forward(cotangent, offset, spectrum);
      weight.applyTransposed(spectrum, product);
      exponential.applyTransposed(spectrum, sum);
      nonlinear.vjp(state, offset, product, field);
      transform.inverse(sum, result, offset);
      for (int i = 0; i < points; i++) {
        result[offset + i] += field[i];
      }
    }
  }
}
