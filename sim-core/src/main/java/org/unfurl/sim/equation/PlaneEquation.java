package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * A partial differential equation u_t = L u + N(u) + f(x, y) for one or more fields on a periodic
 * plane, as {@link Equation} is one for a field on a line. L does not mix fields.
 */
public interface PlaneEquation {

  /** The name in messages and tables, kebab-case. */
  String name();

  /** Fields in a state. */
  int channels();

  /**
   * The symbol of L on a channel: L exp(i(kₓx + k_y y)) = linearSymbol exp(i(kₓx + k_y y)). That at
   * −k is the complex conjugate of that at k.
   *
   * @param kx angular wavenumber along x, any sign
   * @param ky along y
   */
  Complex linearSymbol(int channel, double kx, double ky);

  /** N. */
  PlaneTerm planeTerm();

  /** f on a channel: what drives the fields whatever their state. */
  default double source(int channel, double x, double y) {
    return 0;
  }
}
