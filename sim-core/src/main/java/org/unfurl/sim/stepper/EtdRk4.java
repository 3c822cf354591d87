package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Basis;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.LinearOperator;
import org.unfurl.sim.spectral.Phi;

/**
 * Exponential time differencing with a Runge-Kutta step of fourth order, ETD4RK (Cox and Matthews
 * 2002, J. Comput. Phys. 176, 430-455, doi 10.1006/jcph.2002.6995, equations 26 to 29):
 *
 * <pre>
 *   a  = E u + P N(u)                       E = e^{hL/2},  P = (h/2) φ₁(hL/2)
 *   b  = E u + P N(a)
 *   c  = E a + P (2 N(b) − N(u))
 *   u⁺ = E² u + F₁ N(u) + F₂ (N(a) + N(b)) + F₃ N(c)
 *
 *   F₁ = h (φ₁ − 3 φ₂ + 4 φ₃),   F₂ = h (2 φ₂ − 4 φ₃),   F₃ = h (4 φ₃ − φ₂)   at hL
 * </pre>
 *
 * <p>The weights are those of the paper, written with φ functions. Below, N = D q and D is part of
 * every weight.
 */
final class EtdRk4 implements ExponentialScheme {

  private final Basis basis;
  private final PointwisePart nonlinear;

  /** E² = e^{hL}. */
  private final LinearOperator exponential;

  /** E = e^{hL/2}. */
  private final LinearOperator halfExponential;

  /** P = (h/2) φ₁(hL/2). */
  private final LinearOperator stageWeight;

  /** F₁. */
  private final LinearOperator firstWeight;

  /** F₂. */
  private final LinearOperator middleWeight;

  /** F₃. */
  private final LinearOperator lastWeight;

  /** Scratch: a, b and c on the points. */
  private final double[] firstStage;

  private final double[] secondStage;
  private final double[] thirdStage;

  /** Scratch: coefficients of u, or of its image's cotangent. */
  private final double[] coefficients;

  /** Scratch: coefficients of a, which c needs again. */
  private final double[] firstStageCoefficients;

  /** Scratch: coefficients of q(u), q(a), q(b), or of the stages' cotangents. */
  private final double[] atState;

  private final double[] atFirst;
  private final double[] atSecond;

  /** Scratch: coefficients whose terms are being added. */
  private final double[] sum;

  /** Scratch: coefficients that an operator is about to be applied to. */
  private final double[] product;

  EtdRk4(LinearPart linear, PointwisePart nonlinear, Basis basis, int width) {
    this.basis = basis;
    this.nonlinear = nonlinear;
    this.exponential = linear.operator(Complex::exp);
    this.halfExponential = linear.operator(z -> z.times(0.5).exp());
    this.stageWeight = linear.weight(z -> Phi.phi1(z.times(0.5)).times(0.5));
    this.firstWeight =
        linear.weight(z -> Phi.phi1(z).minus(Phi.phi2(z).times(3)).plus(Phi.phi3(z).times(4)));
    this.middleWeight = linear.weight(z -> Phi.phi2(z).times(2).minus(Phi.phi3(z).times(4)));
    this.lastWeight = linear.weight(z -> Phi.phi3(z).times(4).minus(Phi.phi2(z)));
    this.firstStage = new double[width * basis.points()];
    this.secondStage = new double[width * basis.points()];
    this.thirdStage = new double[width * basis.points()];
    this.coefficients = basis.newCoefficients(width);
    this.firstStageCoefficients = basis.newCoefficients(width);
    this.atState = basis.newCoefficients(width);
    this.atFirst = basis.newCoefficients(width);
    this.atSecond = basis.newCoefficients(width);
    this.sum = basis.newCoefficients(width);
    this.product = basis.newCoefficients(width);
  }

  @Override
  public void step(double[] u, double[] next) {
    computeStages(u);
    exponential.apply(coefficients, sum);
    firstWeight.addTo(atState, sum);
    for (int i = 0; i < product.length; i++) {
      product[i] = atFirst[i] + atSecond[i];
    }
    middleWeight.addTo(product, sum);
    nonlinear.evaluate(thirdStage, product);
    lastWeight.addTo(product, sum);
    basis.inverse(sum, next);
  }

  /** Sets the coefficients of u, the stages a, b, c, and q at u, a, b. */
  private void computeStages(double[] u) {
    basis.forward(u, coefficients);
    nonlinear.evaluate(u, atState);

    halfExponential.apply(coefficients, sum);
    System.arraycopy(sum, 0, firstStageCoefficients, 0, sum.length);
    stageWeight.addTo(atState, firstStageCoefficients);
    basis.inverse(firstStageCoefficients, firstStage);
    nonlinear.evaluate(firstStage, atFirst);

    stageWeight.addTo(atFirst, sum);
    basis.inverse(sum, secondStage);
    nonlinear.evaluate(secondStage, atSecond);

    halfExponential.apply(firstStageCoefficients, sum);
    for (int i = 0; i < product.length; i++) {
      product[i] = 2 * atSecond[i] - atState[i];
    }
    stageWeight.addTo(product, sum);
    basis.inverse(sum, thirdStage);
  }

  /**
   * The transpose of {@link #step}, from the last line to the first. With λ the cotangent of u⁺ and
   * α, β, γ those of a, b, c,
   *
   * <pre>
   *   γ = q'(c)ᵀ F₃ᵀ λ
   *   β = q'(b)ᵀ (F₂ᵀ λ + 2 Pᵀ γ)
   *   α = q'(a)ᵀ (F₂ᵀ λ + Pᵀ β) + Eᵀ γ
   *   result = (E²)ᵀ λ + Eᵀ (α + β) + q'(u)ᵀ (F₁ᵀ λ + Pᵀ (α − γ))
   * </pre>
   */
  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    computeStages(u);
    // After the stages are known, what led to them is not needed any more.
    double[] lambda = coefficients;
    double[] throughMiddle = firstStageCoefficients;
    double[] alpha = atState;
    double[] beta = atFirst;
    double[] gamma = atSecond;
    basis.forward(cotangent, lambda);
    middleWeight.applyTransposed(lambda, throughMiddle);

    lastWeight.applyTransposed(lambda, sum);
    nonlinear.vjp(thirdStage, sum, gamma);

    stageWeight.applyTransposed(gamma, sum);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = throughMiddle[i] + 2 * sum[i];
    }
    nonlinear.vjp(secondStage, sum, beta);

    stageWeight.addTransposedTo(beta, throughMiddle);
    nonlinear.vjp(firstStage, throughMiddle, alpha);
    halfExponential.addTransposedTo(gamma, alpha);

    for (int i = 0; i < product.length; i++) {
      product[i] = alpha[i] + beta[i];
    }
    exponential.applyTransposed(lambda, sum);
    halfExponential.addTransposedTo(product, sum);
    basis.inverse(sum, result);

    for (int i = 0; i < product.length; i++) {
      product[i] = alpha[i] - gamma[i];
    }
    firstWeight.applyTransposed(lambda, sum);
    stageWeight.addTransposedTo(product, sum);
    nonlinear.addVjpTo(u, sum, result);
  }
}
