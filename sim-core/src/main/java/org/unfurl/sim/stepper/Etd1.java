package org.unfurl.sim.stepper;

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
final class Etd1 implements ExponentialScheme {

  private final RealFourierTransform transform;
  private final PointwisePart nonlinear;

  /** e^{hL}. */
  private final FourierMultiplier exponential;

  /** h φ₁(hL) D. */
  private final FourierMultiplier weight;

  /** Scratch: u, or λ on the way back; then the result, while its terms are added. */
  private final double[] sum;

  /** Scratch: q(u), or its cotangent. */
  private final double[] product;

  Etd1(LinearPart linear, PointwisePart nonlinear, RealFourierTransform transform) {
    this.transform = transform;
    this.nonlinear = nonlinear;
    this.exponential = linear.operator(Complex::exp);
    this.weight = linear.weight(Phi::phi1);
    this.sum = transform.newSpectra();
    this.product = transform.newSpectra();
  }

  @Override
  public void step(double[] u, double[] next) {
    transform.forward(u, sum);
    exponential.apply(sum, sum);
    nonlinear.evaluate(u, product);
    weight.addTo(product, sum);
    transform.inverse(sum, next);
  }

  /** The transpose of {@link #step}, line by line from the last to the first. */
  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    transform.forward(cotangent, sum);
    weight.applyTransposed(sum, product);
    exponential.applyTransposed(sum, sum);
    transform.inverse(sum, result);
    nonlinear.addVjpTo(u, product, result);
  }
}
