package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.spectral.RealFourierTransform;

/**
 * The function q of a nonlinear term N(u) = D q(u), between fields, where q is evaluated, and
 * spectra, where a scheme adds its terms. D is part of the scheme's weights ({@link
 * LinearPart#weight}).
 */
final class PointwisePart {

  private final NonlinearTerm term;
  private final RealFourierTransform transform;

  /** Scratch: q(u), or its cotangent. */
  private final double[] fields;

  PointwisePart(NonlinearTerm term, RealFourierTransform transform) {
    this.term = term;
    this.transform = transform;
    this.fields = transform.newFields();
  }

  /**
   * result = q(u).
   *
   * @param u a block of fields. Not modified.
   * @param result a block of spectra. Overwritten.
   */
  void evaluate(double[] u, double[] result) {
    term.evaluate(u, fields);
    transform.forward(fields, result);
  }

  /**
   * result = (∂q/∂u)ᵀ λ.
   *
   * @param u a block of fields. Not modified.
   * @param cotangent λ, a block of spectra. Not modified.
   * @param result a block of spectra. Overwritten.
   */
  void vjp(double[] u, double[] cotangent, double[] result) {
    transform.inverse(cotangent, fields);
    term.vjp(u, fields, fields);
    transform.forward(fields, result);
  }

  /**
   * result += (∂q/∂u)ᵀ λ.
   *
   * @param u a block of fields. Not modified.
   * @param cotangent λ, a block of spectra. Not modified.
   * @param result a block of fields. Modified.
   */
  void addVjpTo(double[] u, double[] cotangent, double[] result) {
    transform.inverse(cotangent, fields);
    term.vjp(u, fields, fields);
    for (int i = 0; i < result.length; i++) {
      result[i] += fields[i];
    }
  }
}
