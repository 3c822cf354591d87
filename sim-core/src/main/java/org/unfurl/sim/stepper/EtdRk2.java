package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.Phi;
import org.unfurl.sim.spectral.SpectralOperator;

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

  private final SemiDiscreteEquation equation;

  /** e^{hL}. */
  private final SpectralOperator exponential;

  /** h φ₁(hL) D. */
  private final SpectralOperator predictorWeight;

  /** h φ₂(hL) D. */
  private final SpectralOperator correctorWeight;

  /** Scratch: the arguments at u, unless they are u, and at a. */
  private final double[] stateArguments;

  private final double[] stageArguments;

  /** Scratch: spectra of a, or of its cotangent. */
  private final double[] stageSpectra;

  /** Scratch: the term at u, or its cotangent. */
  private final double[] atState;

  /** Scratch: the term at a, or its cotangent. */
  private final double[] atStage;

  EtdRk2(SemiDiscreteEquation equation) {
    this.equation = equation;
    this.exponential = equation.operator(Complex::exp);
    this.predictorWeight = equation.weight(Phi::phi1);
    this.correctorWeight = equation.weight(Phi::phi2);
    this.stateArguments = equation.newArguments();
    this.stageArguments = equation.newArguments();
    this.stageSpectra = equation.newSpectra();
    this.atState = equation.newSpectra();
    this.atStage = equation.newSpectra();
  }

  @Override
  public void step(double[] u, double[] next) {
    computeStage(u);
    equation.evaluate(stageArguments, atStage);
    for (int i = 0; i < atStage.length; i++) {
      atStage[i] -= atState[i];
    }
    correctorWeight.addTo(atStage, stageSpectra);
    equation.inverse(stageSpectra, next);
  }

  /** Sets the term at u, a, and the arguments at both; returns those at u. */
  private double[] computeStage(double[] u) {
    equation.forward(u, stageSpectra);
    double[] atU = equation.arguments(u, stageSpectra, true, stateArguments);
    exponential.apply(stageSpectra, stageSpectra);
    equation.evaluate(atU, atState);
    predictorWeight.addTo(atState, stageSpectra);
    equation.arguments(stageSpectra, stageArguments);
    return atU;
  }

  /**
   * The transpose of {@link #step}, from the last line to the first. With q' the derivative of the
   * term, λ the cotangent of u⁺ and the others named after what they belong to,
   *
   * <pre>
   *   ν  = (h φ₂ D)ᵀ λ                    cotangent of q(a), and with a minus sign part of q(u)'s
   *   α  = λ + q'(a)ᵀ ν                   cotangent of a
   *   result = (e^{hL})ᵀ α + q'(u)ᵀ ((h φ₁ D)ᵀ α − ν)
   * </pre>
   */
  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    double[] atU = computeStage(u);
    double[] lambda = stageSpectra;
    double[] nu = atStage;
    double[] alpha = atState;
    equation.forward(cotangent, lambda);
    correctorWeight.applyTransposed(lambda, nu);
    equation.vjp(stageArguments, nu, alpha);
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] += lambda[i];
      nu[i] = -nu[i];
    }
    predictorWeight.addTransposedTo(alpha, nu);
    exponential.applyTransposed(alpha, alpha);
    equation.inverse(alpha, result);
    equation.addVjpTo(atU, nu, result);
  }
}
