package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.Phi;
import org.unfurl.sim.spectral.SpectralOperator;

/**
 * Exponential time differencing of first order, ETD1 (Cox and Matthews 2002, J. Comput. Phys. 176,
 * 430-455, doi 10.1006/jcph.2002.6995, equation 4):
 *
 * <pre>   u⁺ = e^{hL} u + h φ₁(hL) N(u)   </pre>
 *
 * <p>The linear part is exact, the nonlinear term constant over the step.
 */
final class Etd1 implements ExponentialScheme {

  private final SemiDiscreteEquation equation;

  /** e^{hL}. */
  private final SpectralOperator exponential;

  /** h φ₁(hL) D. */
  private final SpectralOperator weight;

  /** Scratch: u, or λ on the way back; then the result, while its terms are added. */
  private final double[] sum;

  /** Scratch: the term at u, or its cotangent. */
  private final double[] term;

  /** Scratch: its arguments, unless they are u. */
  private final double[] arguments;

  Etd1(SemiDiscreteEquation equation) {
    this.equation = equation;
    this.exponential = equation.operator(Complex::exp);
    this.weight = equation.weight(Phi::phi1);
    this.sum = equation.newSpectra();
    this.term = equation.newSpectra();
    this.arguments = equation.newArguments();
  }

  @Override
  public void step(double[] u, double[] next) {
    equation.forward(u, sum);
    double[] atU = equation.arguments(u, sum, true, arguments);
    exponential.apply(sum, sum);
    equation.evaluate(atU, term);
    weight.addTo(term, sum);
    equation.inverse(sum, next);
  }

  /** The transpose of {@link #step}, line by line from the last to the first. */
  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    double[] atU = equation.arguments(u, sum, false, arguments);
    equation.forward(cotangent, sum);
    weight.applyTransposed(sum, term);
    exponential.applyTransposed(sum, sum);
    equation.inverse(sum, result);
    equation.addVjpTo(atU, term, result);
  }
}
