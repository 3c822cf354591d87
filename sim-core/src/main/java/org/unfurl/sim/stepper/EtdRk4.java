package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.grid.PeriodicGrid;
import org.unfurl.sim.spectral.Complex;
import org.unfurl.sim.spectral.FourierMultiplier;
import org.unfurl.sim.spectral.Phi;
import org.unfurl.sim.spectral.RealFourierTransform;

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
 * <p>The weights are those of the paper, written with φ functions.
 */
public final class EtdRk4 implements DifferentiableStepper {

  private final int points;
  private final RealFourierTransform transform;
  private final NonlinearTerm nonlinear;

  /** E² = e^{hL}. */
  private final FourierMultiplier exponential;

  /** E = e^{hL/2}. */
  private final FourierMultiplier halfExponential;

  /** P = (h/2) φ₁(hL/2). */
  private final FourierMultiplier stageWeight;

  /** F₁. */
  private final FourierMultiplier firstWeight;

  /** F₂. */
  private final FourierMultiplier middleWeight;

  /** F₃. */
  private final FourierMultiplier lastWeight;

  /** Scratch: the spectrum of u. */
  private final double[] spectrum;

  /** Scratch: a as a field. */
  private final double[] firstStage;

  /** Scratch: a as a spectrum, which c needs again. */
  private final double[] firstStageSpectrum;

  /** Scratch: b as a field. */
  private final double[] secondStage;

  /** Scratch: c as a field. */
  private final double[] thirdStage;

  /** Scratch: the spectrum of N(u). */
  private final double[] nonlinearAtState;

  /** Scratch: the spectrum of N(a). */
  private final double[] nonlinearAtFirst;

  /** Scratch: the spectrum of N(b). */
  private final double[] nonlinearAtSecond;

  /** Scratch: a spectrum whose terms are being added. */
  private final double[] sum;

  /** Scratch: a spectrum that an operator is about to be applied to. */
  private final double[] product;

  /** Scratch: a field that the nonlinear term sends back. */
  private final double[] field;

  /**
   * Precomputes the coefficients.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public EtdRk4(Equation equation, PeriodicGrid grid, double timeStep) {
    LinearPart linear = new LinearPart(equation, grid, timeStep);
    this.points = grid.points();
    this.transform = new RealFourierTransform(points);
    this.nonlinear = equation.nonlinearTerm(grid);
    this.exponential = linear.operator(Complex::exp);
    this.halfExponential = linear.operator(z -> z.times(0.5).exp());
    this.stageWeight = linear.operator(z -> Phi.phi1(z.times(0.5)).times(timeStep / 2));
    this.firstWeight =
        linear.operator(
            z ->
                Phi.phi1(z).minus(Phi.phi2(z).times(3)).plus(Phi.phi3(z).times(4)).times(timeStep));
    this.middleWeight =
        linear.operator(z -> Phi.phi2(z).times(2).minus(Phi.phi3(z).times(4)).times(timeStep));
    this.lastWeight = linear.operator(z -> Phi.phi3(z).times(4).minus(Phi.phi2(z)).times(timeStep));
    int length = RealFourierTransform.spectrumLength(points);
    this.spectrum = new double[length];
    this.firstStage = new double[points];
    this.firstStageSpectrum = new double[length];
    this.secondStage = new double[points];
    this.thirdStage = new double[points];
    this.nonlinearAtState = new double[length];
    this.nonlinearAtFirst = new double[length];
    this.nonlinearAtSecond = new double[length];
    this.sum = new double[length];
    this.product = new double[length];
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
      computeStages(state, offset);
      exponential.apply(spectrum, sum);
      firstWeight.addTo(nonlinearAtState, sum);
      middleWeight.addTo(nonlinearAtFirst, sum);
      middleWeight.addTo(nonlinearAtSecond, sum);
      nonlinear.evaluate(thirdStage, 0, product);
      lastWeight.addTo(product, sum);
      transform.inverse(sum, next, offset);
    }
  }

  /** Sets the spectrum of u, the stages a, b, c, and N at u, a, b. */
  private void computeStages(double[] state, int offset) {
    transform.forward(state, offset, spectrum);
    nonlinear.evaluate(state, offset, nonlinearAtState);

    halfExponential.apply(spectrum, firstStageSpectrum);
    stageWeight.addTo(nonlinearAtState, firstStageSpectrum);
    transform.inverse(firstStageSpectrum, firstStage, 0);
    nonlinear.evaluate(firstStage, 0, nonlinearAtFirst);

    halfExponential.apply(spectrum, sum);
    stageWeight.addTo(nonlinearAtFirst, sum);
    transform.inverse(sum, secondStage, 0);
    nonlinear.evaluate(secondStage, 0, nonlinearAtSecond);

    halfExponential.apply(firstStageSpectrum, sum);
    for (int i = 0; i < product.length; i++) {
      product[i] = 2 * nonlinearAtSecond[i] - nonlinearAtState[i];
    }
    stageWeight.addTo(product, sum);
    transform.inverse(sum, thirdStage, 0);
  }

  /**
   * The transpose of {@link #step}, from the last line to the first. With λ the cotangent of u⁺ and
   * α, β, γ those of a, b, c,
   *
   * <pre>
   *   γ = N'(c)ᵀ F₃ᵀ λ
   *   β = N'(b)ᵀ (F₂ᵀ λ + 2 Pᵀ γ)
   *   α = N'(a)ᵀ (F₂ᵀ λ + Pᵀ β) + Eᵀ γ
   *   result = (E²)ᵀ λ + Eᵀ (α + β) + N'(u)ᵀ (F₁ᵀ λ + Pᵀ (α − γ))
   * </pre>
   */
  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(points, state, cotangent, result);
    // After the stages are known, what led to them is not needed any more.
    double[] lambda = spectrum;
    double[] alpha = nonlinearAtState;
    double[] beta = nonlinearAtFirst;
    double[] gamma = nonlinearAtSecond;
    for (int offset = 0; offset < state.length; offset += points) {
      computeStages(state, offset);
      transform.forward(cotangent, offset, lambda);

      lastWeight.applyTransposed(lambda, sum);
      nonlinear.vjp(thirdStage, 0, sum, field);
      transform.forward(field, 0, gamma);

      stageWeight.applyTransposed(gamma, sum);
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= 2;
      }
      middleWeight.addTransposedTo(lambda, sum);
      nonlinear.vjp(secondStage, 0, sum, field);
      transform.forward(field, 0, beta);

      middleWeight.applyTransposed(lambda, sum);
      stageWeight.addTransposedTo(beta, sum);
      nonlinear.vjp(firstStage, 0, sum, field);
      transform.forward(field, 0, alpha);
      halfExponential.addTransposedTo(gamma, alpha);

      for (int i = 0; i < product.length; i++) {
        product[i] = alpha[i] - gamma[i];
      }
      stageWeight.applyTransposed(product, sum);
      firstWeight.addTransposedTo(lambda, sum);
      nonlinear.vjp(state, offset, sum, field);

      for (int i = 0; i < product.length; i++) {
        product[i] = alpha[i] + beta[i];
      }
      exponential.applyTransposed(lambda, sum);
      halfExponential.addTransposedTo(product, sum);
      transform.inverse(sum, result, offset);
      for (int i = 0; i < points; i++) {
        result[offset + i] += field[i];
      }
    }
  }
}
