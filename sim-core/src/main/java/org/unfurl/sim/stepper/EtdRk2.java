package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.Phi;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * Exponential time differencing with a Runge-Kutta step of second order, ETD2RK (Cox and Matthews
 * 2002, J. Comput. Phys. 176, 430-455, doi 10.1006/jcph.2002.6995, equations 20 and 22):
 *
 * <pre>
 *   a  = e^{hL} u + h φ₁(hL) N(u)
 *   u⁺ = a + h φ₂(hL) (N(a) − N(u))
 * </pre>
 */
final class EtdRk2 implements ExponentialScheme {

  private final RealFourierTransform transform;
  private final PointwisePart nonlinear;

  /** e^{hL}. */
  private final FourierMultiplier exponential;

  /** h φ₁(hL) D. */
  private final FourierMultiplier predictorWeight;

  /** h φ₂(hL) D. */
  private final FourierMultiplier correctorWeight;

  /** Scratch: a on the points. */
  private final double[] stage;

  /** Scratch: spectra of a, or of its cotangent. */
  private final double[] stageSpectra;

  /** Scratch: spectra of q(u), or of its cotangent. */
  private final double[] atState;

  /** Scratch: spectra of q(a), or of its cotangent. */
  private final double[] atStage;

  EtdRk2(LinearPart linear, PointwisePart nonlinear, RealFourierTransform transform) {
    this.transform = transform;
    this.nonlinear = nonlinear;
    this.exponential = linear.operator(Complex::exp);
    this.predictorWeight = linear.weight(Phi::phi1);
    this.correctorWeight = linear.weight(Phi::phi2);
    this.stage = transform.newFields();
    this.stageSpectra = transform.newSpectra();
    this.atState = transform.newSpectra();
    this.atStage = transform.newSpectra();
  }

  @Override
  public void step(double[] u, double[] next) {
    computeStage(u);
    nonlinear.evaluate(stage, atStage);
    for (int i = 0; i < atStage.length; i++) {
      atStage[i] -= atState[i];
    }
    correctorWeight.addTo(atStage, stageSpectra);
    transform.inverse(stageSpectra, next);
  }

  /** Sets q(u), and a both ways. */
  private void computeStage(double[] u) {
    transform.forward(u, stageSpectra);
    exponential.apply(stageSpectra, stageSpectra);
    nonlinear.evaluate(u, atState);
    predictorWeight.addTo(atState, stageSpectra);
    transform.inverse(stageSpectra, stage);
  }

  /**
   * The transpose of {@link #step}, from the last line to the first. With N = D q, D part of the
   * weights, λ the cotangent of u⁺ and the others named after what they belong to,
   *
   * <pre>
   *   ν  = (h φ₂ D)ᵀ λ                    cotangent of q(a), and with a minus sign part of q(u)'s
   *   α  = λ + q'(a)ᵀ ν                   cotangent of a
   *   result = (e^{hL})ᵀ α + q'(u)ᵀ ((h φ₁ D)ᵀ α − ν)
   * </pre>
   */
  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    computeStage(u);
    double[] lambda = stageSpectra;
    double[] nu = atStage;
    double[] alpha = atState;
    transform.forward(cotangent, lambda);
    correctorWeight.applyTransposed(lambda, nu);
    nonlinear.vjp(stage, nu, alpha);
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] += lambda[i];
      nu[i] = -nu[i];
    }
    predictorWeight.addTransposedTo(alpha, nu);
    exponential.applyTransposed(alpha, alpha);
    transform.inverse(alpha, result);
    nonlinear.addVjpTo(u, nu, result);
  }
}
