package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * The nonlinear term of an equation on a plane, N(u) = D q(B u): linear operators B make fields
 * from the state, such as a velocity from a vorticity; the function q makes fields from their
 * values at each point; linear operators D make the rates of change of the state's channels from
 * those. The operators are given by their symbols.
 */
public interface PlaneTerm {

  /** Fields that B makes. */
  int arguments();

  /** Fields that q makes. */
  int products();

  /**
   * Whether fields before and behind q lose the modes from a third of the points on, along each
   * axis. Products of two fields are then free of aliasing (Orszag 1971, J. Atmos. Sci. 28, 1074,
   * doi 10.1175/1520-0469(1971)028&lt;1074:OTEOAI&gt;2.0.CO;2).
   */
  boolean dealiased();

  /**
   * The symbol of B from a channel of the state to an argument.
   *
   * @param kx angular wavenumber along x, any sign
   * @param ky along y
   */
  Complex innerSymbol(int argument, int channel, double kx, double ky);

  /** The symbol of D from a product to a channel of the state. */
  Complex outerSymbol(int channel, int product, double kx, double ky);

  /**
   * Evaluates q, point by point.
   *
   * @param arguments (argument, point). Not modified.
   * @param products (product, point). Overwritten.
   * @param points of each field
   */
  void evaluate(double[] arguments, double[] products, int points);

  /**
   * Computes (∂q/∂arguments)ᵀ λ, point by point.
   *
   * @param arguments (argument, point). Not modified.
   * @param cotangent λ, (product, point). Not modified.
   * @param result (argument, point), another array. Overwritten.
   * @param points of each field
   */
  void vjp(double[] arguments, double[] cotangent, double[] result, int points);
}
