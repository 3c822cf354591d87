package org.unfurl.sim.stepper;

import org.unfurl.sim.equation.NonlinearTerm;
import org.unfurl.sim.spectral.Basis;

/**
 * The function q of a nonlinear term N(u) = D q(u), between fields, where q is evaluated, and
 * coefficients, where a scheme adds its terms. D is part of the scheme's weights ({@link
 * LinearPart#weight}).
 */
final class PointwisePart {

  private final NonlinearTerm term;
  private final Basis basis;

  /** Scratch: q(u), or its cotangent. */
  private final double[] field;

  PointwisePart(NonlinearTerm term, Basis basis, int width) {
    this.term = term;
    this.basis = basis;
    this.field = new double[width * basis.points()];
  }

  /**
   * result = q(u).
   *
   * @param u a block of fields. Not modified.
   * @param result coefficients. Overwritten.
   */
  void evaluate(double[] u, double[] result) {
    term.evaluate(u, field);
    basis.forward(field, result);
  }

  /**
   * result = (∂q/∂u)ᵀ λ.
   *
   * @param u a block of fields. Not modified.
   * @param cotangent λ, coefficients. Not modified.
   * @param result coefficients. Overwritten.
   */
  void vjp(double[] u, double[] cotangent, double[] result) {
    basis.inverse(cotangent, field);
    term.vjp(u, field, field);
    basis.forward(field, result);
  }

  /**
   * result += (∂q/∂u)ᵀ λ.
   *
   * @param u a block of fields. Not modified.
   * @param cotangent λ, coefficients. Not modified.
   * @param result a block of fields. Modified.
   */
  void addVjpTo(double[] u, double[] cotangent, double[] result) {
    basis.inverse(cotangent, field);
    term.vjp(u, field, field);
    for (int i = 0; i < result.length; i++) {
      result[i] += field[i];
    }
  }
}
