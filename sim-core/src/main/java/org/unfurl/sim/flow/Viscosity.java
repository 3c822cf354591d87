package org.unfurl.sim.flow;

/** Checks viscosities, length² per time. */
final class Viscosity {

  private Viscosity() {}

  /**
   * Checks that it is finite and not negative.
   *
   * @throws IllegalArgumentException otherwise
   */
  static void check(double viscosity) {
    if (!(viscosity >= 0) || Double.isInfinite(viscosity)) {
      throw new IllegalArgumentException(
          "viscosity (" + viscosity + ") must be at least 0 and finite");
    }
  }
}
