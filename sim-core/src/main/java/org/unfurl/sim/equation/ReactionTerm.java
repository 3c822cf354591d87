package org.unfurl.sim.equation;

import org.unfurl.sim.spectral.Complex;

/**
 * N(u) = R(u), on a line and on a plane. Not dealiased: R need not be a product, and the diffusion
 * of the equations that react damps what aliasing leaves.
 *
 * @param reaction R
 */
record ReactionTerm(Reaction reaction) implements NonlinearTerm, PlaneTerm {

  @Override
  public Complex outerSymbol(double wavenumber) {
    return Complex.ONE;
  }

  @Override
  public void evaluate(double[] u, double[] result) {
    for (int i = 0; i < u.length; i++) {
      result[i] = reaction.rate(u[i]);
    }
  }

  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    for (int i = 0; i < u.length; i++) {
      result[i] = reaction.slope(u[i]) * cotangent[i];
    }
  }

  @Override
  public int arguments() {
    return 1;
  }

  @Override
  public int products() {
    return 1;
  }

  @Override
  public boolean dealiased() {
    return false;
  }

  @Override
  public Complex innerSymbol(int argument, int channel, double kx, double ky) {
    return Complex.ONE;
  }

  @Override
  public Complex outerSymbol(int channel, int product, double kx, double ky) {
    return Complex.ONE;
  }

  @Override
  public void evaluate(double[] arguments, double[] products, int points) {
    evaluate(arguments, products);
  }

  @Override
  public void vjp(double[] arguments, double[] cotangent, double[] result, int points) {
    vjp(arguments, cotangent, result);
  }
}
