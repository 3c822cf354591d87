package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Basis;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.LinearOperator;
import org.unfurl.sim.spectral.Phi;

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

  private final Basis basis;
  private final PointwisePart nonlinear;

  /** e^{hL}. */
  private final LinearOperator exponential;

  /** h φ₁(hL) D. */
  private final LinearOperator predictorWeight;

  /** h φ₂(hL) D. */
  private final LinearOperator correctorWeight;

  /** Scratch: a on the points. */
  private final double[] stage;

  /** Scratch: coefficients of a, or of its cotangent. */
  private final double[] stageCoefficients;

  /** Scratch: coefficients of q(u), or of its cotangent. */
  private final double[] atState;

  /** Scratch: coefficients of q(a), or of its cotangent. */
  private final double[] atStage;

  EtdRk2(LinearPart linear, PointwisePart nonlinear, Basis basis, int width) {
    this.basis = basis;
    this.nonlinear = nonlinear;
    this.exponential = linear.operator(Complex::exp);
    this.predictorWeight = linear.weight(Phi::phi1);
    this.correctorWeight = linear.weight(Phi::phi2);
    this.stage = new double[width * basis.points()];
    this.stageCoefficients = basis.newCoefficients(width);
    this.atState = basis.newCoefficients(width);
    this.atStage = basis.newCoefficients(width);
  }

  @Override
  public void step(double[] u, double[] next) {
    computeStage(u);
    nonlinear.evaluate(stage, atStage);
    for (int i = 0; i < atStage.length; i++) {
      atStage[i] -= atState[i];
    }
    correctorWeight.addTo(atStage, stageCoefficients);
    basis.inverse(stageCoefficients, next);
  }

  /** Sets q(u), and a both ways. */
  private void computeStage(double[] u) {
    basis.forward(u, stageCoefficients);
    exponential.apply(stageCoefficients, stageCoefficients);
    nonlinear.evaluate(u, atState);
    predictorWeight.addTo(atState, stageCoefficients);
    basis.inverse(stageCoefficients, stage);
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
    double[] lambda = stageCoefficients;
    double[] nu = atStage;
    double[] alpha = atState;
    basis.forward(cotangent, lambda);
    correctorWeight.applyTransposed(lambda, nu);
    nonlinear.vjp(stage, nu, alpha);
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] += lambda[i];
      nu[i] = -nu[i];
    }
    predictorWeight.addTransposedTo(alpha, nu);
    exponential.applyTransposed(alpha, alpha);
    basis.inverse(alpha, result);
    nonlinear.addVjpTo(u, nu, result);
  }
}
