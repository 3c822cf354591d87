package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.Equation;
import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.grid.PeriodicGrid;
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
public final class EtdRk2 implements DifferentiableStepper {

  private final int points;
  private final RealFourierTransform transform;
  private final NonlinearTerm nonlinear;

  /** e^{hL}. */
  private final FourierMultiplier exponential;

  /** h φ₁(hL). */
  private final FourierMultiplier predictorWeight;

  /** h φ₂(hL). */
  private final FourierMultiplier correctorWeight;

  /** Scratch: a as a field. */
  private final double[] stage;

  /** Scratch: a as a spectrum. */
  private final double[] stageSpectrum;

  /** Scratch: the spectrum of N(u). */
  private final double[] nonlinearAtState;

  /** Scratch: the spectrum of N(a). */
  private final double[] nonlinearAtStage;

  /** Scratch: a spectrum whose terms are being added. */
  private final double[] sum;

  /** Scratch: a field that the nonlinear term sends back. */
  private final double[] field;

  /**
   * Precomputes the coefficients.
   *
   * @param timeStep h, positive, in the equation's unit of time
   */
  public EtdRk2(Equation equation, PeriodicGrid grid, double timeStep) {
    LinearPart linear = new LinearPart(equation, grid, timeStep);
    this.points = grid.points();
    this.transform = new RealFourierTransform(points);
    this.nonlinear = equation.nonlinearTerm(grid);
    this.exponential = linear.operator(Complex::exp);
    this.predictorWeight = linear.operator(z -> Phi.phi1(z).times(timeStep));
    this.correctorWeight = linear.operator(z -> Phi.phi2(z).times(timeStep));
    int length = RealFourierTransform.spectrumLength(points);
    this.stage = new double[points];
    this.stageSpectrum = new double[length];
    this.nonlinearAtState = new double[length];
    this.nonlinearAtStage = new double[length];
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
      computeStage(state, offset);
      nonlinear.evaluate(stage, 0, nonlinearAtStage);
      for (int i = 0; i < sum.length; i++) {
        sum[i] = nonlinearAtStage[i] - nonlinearAtState[i];
      }
      correctorWeight.addTo(sum, stageSpectrum);
      transform.inverse(stageSpectrum, next, offset);
    }
  }

  /** Sets N(u) and a, as spectrum and as field. */
  private void computeStage(double[] state, int offset) {
    transform.forward(state, offset, sum);
    nonlinear.evaluate(state, offset, nonlinearAtState);
    exponential.apply(sum, stageSpectrum);
    predictorWeight.addTo(nonlinearAtState, stageSpectrum);
    transform.inverse(stageSpectrum, stage, 0);
  }

  /**
   * The transpose of {@link #step}, from the last line to the first. With λ the cotangent of u⁺ and
   * the others named after what they belong to,
   *
   * <pre>
   *   ν  = (h φ₂)ᵀ λ                      cotangent of N(a), and with a minus sign part of N(u)'s
   *   α  = λ + N'(a)ᵀ ν                   cotangent of a
   *   result = (e^{hL})ᵀ α + N'(u)ᵀ ((h φ₁)ᵀ α − ν)
   * </pre>
   */
  @Override
  public void vjp(double[] state, double[] cotangent, double[] result) {
    Batch.checkVjp(points, state, cotangent, result);
    double[] lambda = stageSpectrum;
    double[] nu = nonlinearAtStage;
    double[] alpha = nonlinearAtState;
    for (int offset = 0; offset < state.length; offset += points) {
      computeStage(state, offset);
      transform.forward(cotangent, offset, lambda);
      correctorWeight.applyTransposed(lambda, nu);
      nonlinear.vjp(stage, 0, nu, field);
      transform.forward(field, 0, alpha);
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] += lambda[i];
      }
      predictorWeight.applyTransposed(alpha, sum);
      for (int i = 0; i < sum.length; i++) {
        sum[i] -= nu[i];
      }
      nonlinear.vjp(state, offset, sum, field);
      exponential.applyTransposed(alpha, sum);
      transform.inverse(sum, result, offset);
      for (int i = 0; i < points; i++) {
        result[offset + i] += field[i];
      }
    }
  }
}
