package org.unfurl.sim.equation;

import java.util.Arrays;
import org.unfurl.sim.spectral.Complex;

/** N(u) = 0: the equation is linear, and every exponential scheme solves it exactly. */
public record LinearTerm() implements NonlinearTerm, PlaneTerm {

  @Override
  public Complex outerSymbol(double wavenumber) {
    return Complex.ZERO;
  }

  @Override
  public void evaluate(double[] u, double[] result) {
    Arrays.fill(result, 0);
  }

  @Override
  public void vjp(double[] u, double[] cotangent, double[] result) {
    Arrays.fill(result, 0);
  }

  @Override
  public int arguments() {
    return 0;
  }

  @Override
  public int products() {
    return 0;
  }

  @Override
  public boolean dealiased() {
    return false;
  }

  @Override
  public Complex innerSymbol(int argument, int channel, double kx, double ky) {
    throw new IndexOutOfBoundsException(argument);
  }

  @Override
  public Complex outerSymbol(int channel, int product, double kx, double ky) {
    throw new IndexOutOfBoundsException(product);
  }

  @Override
  public void evaluate(double[] arguments, double[] products, int points) {
    // There are none.
  }

  @Override
  public void vjp(double[] arguments, double[] cotangent, double[] result, int points) {
    // There are none.
  }
}
