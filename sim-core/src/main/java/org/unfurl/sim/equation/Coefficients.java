package org.unfurl.sim.equation;

/** Checks of the coefficients of equations. */
final class Coefficients {

  private Coefficients() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive and finite");
    }
  }
}
