package org.unfurl.sim.gas;

/**
 * A uniform flow, in primitive variables.
 *
 * @param density ρ, positive
 * @param velocityX u
 * @param velocityY v
 * @param pressure p, positive
 */
public record FlowState(double density, double velocityX, double velocityY, double pressure) {

  /** Fields of a state: (ρ, ρu, ρv, ρE). */
  static final int CHANNELS = 4;

  /** Checks density and pressure. */
  public FlowState {
    requirePositive("density", density);
    requirePositive("pressure", pressure);
  }

  /**
   * The free stream at density 1 and speed 1, so p = 1 / (γ M²).
   *
   * @param mach M, positive
   * @param incidence against the x axis in radians, anticlockwise
   * @param gas gives γ
   */
  public static FlowState freeStream(double mach, double incidence, Gas gas) {
    requirePositive("mach", mach);
    return new FlowState(
        1, Math.cos(incidence), Math.sin(incidence), 1 / (gas.heatRatio() * mach * mach));
  }

  /** This flow in every cell: (ρ, ρu, ρv, ρE), each (cells). */
  public double[] uniform(int cells, Gas gas) {
    double[] state = new double[CHANNELS * cells];
    for (int cell = 0; cell < cells; cell++) {
      store(state, cells, cell, gas);
    }
    return state;
  }

  /** Writes this flow into one cell of a state. */
  public void store(double[] state, int cells, int cell, Gas gas) {
    state[cell] = density;
    state[cells + cell] = density * velocityX;
    state[2 * cells + cell] = density * velocityY;
    state[3 * cells + cell] =
        pressure / (gas.heatRatio() - 1)
            + 0.5 * density * (velocityX * velocityX + velocityY * velocityY);
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive and finite");
    }
  }
}
