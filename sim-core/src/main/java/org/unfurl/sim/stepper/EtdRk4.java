package org.unfurl.sim.stepper;

import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.Phi;
import org.unfurl.sim.spectral.SpectralOperator;

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

  private final SemiDiscreteEquation equation;

  /** E² = e^{hL}. */
  private final SpectralOperator exponential;

  /** E = e^{hL/2}. */
  private final SpectralOperator halfExponential;

  /** P = (h/2) φ₁(hL/2). */
  private final SpectralOperator stageWeight;

  /** F₁. */
  private final SpectralOperator firstWeight;

  /** F₂. */
  private final SpectralOperator middleWeight;

  /** F₃. */
  private final SpectralOperator lastWeight;

  /** Scratch: the arguments at u, unless they are u, at a, b and c. */
  private final double[] stateArguments;

  private final double[] firstStage;

  private final double[] secondStage;
  private final double[] thirdStage;

  /** Scratch: spectra of u, or of its image's cotangent. */
  private final double[] spectra;

  /** Scratch: spectra of a, which c needs again. */
  private final double[] firstStageSpectra;

  /** Scratch: the terms at u, a, b, or spectra of the stages' cotangents. */
  private final double[] atState;

  private final double[] atFirst;
  private final double[] atSecond;

  /** Scratch: spectra whose terms are being added. */
  private final double[] sum;

  /** Scratch: spectra that an operator is about to be applied to. */
  private final double[] product;

  EtdRk4(SemiDiscreteEquation equation) {
    this.equation = equation;
    this.exponential = equation.operator(Complex::exp);
    this.halfExponential = equation.operator(z -> z.times(0.5).exp());
    this.stageWeight = equation.weight(z -> Phi.phi1(z.times(0.5)).times(0.5));
    this.firstWeight =
        equation.weight(z -> Phi.phi1(z).minus(Phi.phi2(z).times(3)).plus(Phi.phi3(z).times(4)));
    this.middleWeight = equation.weight(z -> Phi.phi2(z).times(2).minus(Phi.phi3(z).times(4)));
    this.lastWeight = equation.weight(z -> Phi.phi3(z).times(4).minus(Phi.phi2(z)));
    this.stateArguments = equation.newArguments();
    this.firstStage = equation.newArguments();
    this.secondStage = equation.newArguments();
    this.thirdStage = equation.newArguments();
    this.spectra = equation.newSpectra();
    this.firstStageSpectra = equation.newSpectra();
    this.atState = equation.newSpectra();
    this.atFirst = equation.newSpectra();
    this.atSecond = equation.newSpectra();
    this.sum = equation.newSpectra();
    this.product = equation.newSpectra();
  }

  @Override
  public void step(double[] u, double[] next) {
    computeStages(u);
    exponential.apply(spectra, sum);
    firstWeight.addTo(atState, sum);
    for (int i = 0; i < product.length; i++) {
      product[i] = atFirst[i] + atSecond[i];
    }
    middleWeight.addTo(product, sum);
    equation.evaluate(thirdStage, product);
    lastWeight.addTo(product, sum);
    equation.inverse(sum, next);
  }

  /**
   * Sets the spectra of u, the arguments at a, b, c, and the terms at u, a, b; returns the
   * arguments at u.
   */
  private double[] computeStages(double[] u) {
    equation.forward(u, spectra);
    double[] atU = equation.arguments(u, spectra, true, stateArguments);
    equation.evaluate(atU, atState);

    halfExponential.apply(spectra, sum);
    System.arraycopy(sum, 0, firstStageSpectra, 0, sum.length);
    stageWeight.addTo(atState, firstStageSpectra);
    equation.arguments(firstStageSpectra, firstStage);
    equation.evaluate(firstStage, atFirst);

    stageWeight.addTo(atFirst, sum);
    equation.arguments(sum, secondStage);
    equation.evaluate(secondStage, atSecond);

    halfExponential.apply(firstStageSpectra, sum);
    for (int i = 0; i < product.length; i++) {
      product[i] = 2 * atSecond[i] - atState[i];
    }
    stageWeight.addTo(product, sum);
    equation.arguments(sum, thirdStage);
    return atU;
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
    double[] atU = computeStages(u);
    // After the stages are known, what led to them is not needed any more.
    double[] lambda = spectra;
    double[] throughMiddle = firstStageSpectra;
    double[] alpha = atState;
    double[] beta = atFirst;
    double[] gamma = atSecond;
    equation.forward(cotangent, lambda);
    middleWeight.applyTransposed(lambda, throughMiddle);

    lastWeight.applyTransposed(lambda, sum);
    equation.vjp(thirdStage, sum, gamma);

    stageWeight.applyTransposed(gamma, sum);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = throughMiddle[i] + 2 * sum[i];
    }
    equation.vjp(secondStage, sum, beta);

    stageWeight.addTransposedTo(beta, throughMiddle);
    equation.vjp(firstStage, throughMiddle, alpha);
    halfExponential.addTransposedTo(gamma, alpha);

    for (int i = 0; i < product.length; i++) {
      product[i] = alpha[i] + beta[i];
    }
    exponential.applyTransposed(lambda, sum);
    halfExponential.addTransposedTo(product, sum);
    equation.inverse(sum, result);

    for (int i = 0; i < product.length; i++) {
      product[i] = alpha[i] - gamma[i];
    }
    firstWeight.applyTransposed(lambda, sum);
    stageWeight.addTransposedTo(product, sum);
    equation.addVjpTo(atU, sum, result);
  }
}
