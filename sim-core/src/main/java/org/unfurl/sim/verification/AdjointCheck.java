package org.unfurl.sim.verification;

import org.unfurl.sim.grid.Restriction;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;

/**
 * The two tests of an adjoint: that it is the transpose of the derivative, and that the derivative
 * is that of the step itself. Neither shares code with the adjoint.
 */
public final class AdjointCheck {

  /** Of the central difference of eighth order over 1, 2, 3, 4 steps to both sides. */
  private static final double[] WEIGHTS = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};

  /**
   * Steps of the differences, in units of the direction. The wide ones suit polynomials, which have
   * no error that falls with the step, the narrow ones all else.
   */
  private static final double[] STEPS = {1e-2, 3e-2, 3e-3, 1e-3, 1e-4, 1e-5, 1e-6};

  /** What no other step need improve. */
  private static final double GOOD_ENOUGH = 1e-12;

  private AdjointCheck() {}

  /**
   * |⟨J v, λ⟩ / ⟨v, Jᵀ λ⟩ − 1|. J v comes from central differences of eighth order; the best of a
   * few steps counts, for rounding spoils the small ones and curvature the large ones, and neither
   * can bring a wrong adjoint near.
   *
   * @param u where, one state
   * @param v a direction, of the size of u or less
   * @param lambda a cotangent
   */
  public static double mismatch(
      DifferentiableStepper stepper, double[] u, double[] v, double[] lambda) {
    double[] adjoint = new double[u.length];
    stepper.vjp(u, lambda, adjoint);
    double adjointSide = States.dot(v, adjoint);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < STEPS.length && !(best < GOOD_ENOUGH); i++) {
      double tangentSide = States.dot(derivative(stepper, u, v, STEPS[i]), lambda);
      best = Math.min(best, Math.abs(tangentSide / adjointSide - 1));
    }
    return best;
  }

  /** J v. */
  private static double[] derivative(Stepper stepper, double[] u, double[] v, double step) {
    double[] sum = new double[u.length];
    for (int k = 1; k <= WEIGHTS.length; k++) {
      double[] plus = States.advanced(stepper, States.moved(u, k * step, v), 1);
      double[] minus = States.advanced(stepper, States.moved(u, -k * step, v), 1);
      sum = States.moved(sum, WEIGHTS[k - 1] / step, States.moved(plus, -1, minus));
    }
    return sum;
  }

  /**
   * What the adjoint leaves of a finite step, |⟨λ, S(u + εv)⟩ − ⟨λ, S(u)⟩ − ε ⟨v, Jᵀλ⟩|, over |ε
   * ⟨v, Jᵀλ⟩|. Falls with ε; rounding where S is linear.
   *
   * @param epsilon ε
   */
  public static double remainder(
      DifferentiableStepper stepper, double[] u, double[] v, double[] lambda, double epsilon) {
    double[] adjoint = new double[u.length];
    stepper.vjp(u, lambda, adjoint);
    double[] moved = States.advanced(stepper, States.moved(u, epsilon, v), 1);
    double[] change = States.moved(moved, -1, States.advanced(stepper, u, 1));
    double expected = epsilon * States.dot(v, adjoint);
    return Math.abs((States.dot(lambda, change) - expected) / expected);
  }

  /**
   * The order in ε with which the remainder falls, counted before it is divided by ε; 2 for an
   * adjoint that is exact. Taken where the remainder is so small that no higher order counts.
   */
  public static double slope(
      DifferentiableStepper stepper, double[] u, double[] v, double[] lambda) {
    double epsilon = 1e-3;
    double wide = remainder(stepper, u, v, lambda, epsilon);
    while (wide > 1e-4 && epsilon > 1e-8) {
      epsilon /= 10;
      wide = remainder(stepper, u, v, lambda, epsilon);
    }
    double narrow = remainder(stepper, u, v, lambda, epsilon / 2);
    return 1 + Convergence.order(wide, narrow);
  }

  /** |⟨R x, y⟩ / ⟨x, Rᵀ y⟩ − 1|. */
  public static double mismatch(Restriction restriction, double[] x, double[] y) {
    double[] coarse = new double[y.length];
    double[] fine = new double[x.length];
    restriction.apply(x, coarse);
    restriction.applyTransposed(y, fine);
    return Math.abs(States.dot(coarse, y) / States.dot(x, fine) - 1);
  }
}
