package org.unfurl.sim.stepper;

/**
 * A stepper that can also transport a cotangent backwards: the vector-Jacobian product of its
 * discrete step, exact to rounding.
 *
 * <p>With λ = ∂loss/∂step(u), {@link #vjp} gives (∂step/∂u)ᵀ λ = the step's part of ∂loss/∂u. It is
 * what WIG training needs of a solver; ONE and NOG never call it.
 */
public interface DifferentiableStepper extends Stepper {

  /**
   * Computes (∂step/∂u)ᵀ λ at u for every state of the batch.
   *
   * @param state u, (batch, stateSize): the state that the step started from. Not modified.
   * @param cotangent λ, (batch, stateSize). Not modified.
   * @param result (batch, stateSize), another array than the two others. Overwritten.
   * @throws IllegalArgumentException if the lengths differ or are no multiple of {@link
   *     #stateSize()}
   */
  void vjp(double[] state, double[] cotangent, double[] result);
}
