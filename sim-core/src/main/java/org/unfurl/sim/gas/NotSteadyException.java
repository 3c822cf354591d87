package org.unfurl.sim.gas;

/**
 * A march towards a steady flow ended elsewhere. An expected result (the flow may have no steady
 * state, the grid too few points), so checked.
 */
public final class NotSteadyException extends Exception {

  private final int iterations;
  private final double change;

  /**
   * Where the march ended.
   *
   * @param change the last measure of change; NaN if the state lost its density or pressure
   */
  NotSteadyException(CurvilinearGrid grid, int iterations, double change, double tolerance) {
    super(
        "on "
            + grid.columns()
            + " x "
            + grid.rows()
            + " cells the density still changes by "
            + change
            + " after "
            + iterations
            + " iterations, not by at most "
            + tolerance
            + (Double.isNaN(change)
                ? "; lower the Courant number"
                : "; allow more iterations, or march it in time if it is unsteady"));
    this.iterations = iterations;
    this.change = change;
  }

  /** Iterations made on the grid on which the march ended. */
  public int iterations() {
    return iterations;
  }

  /** The last measure of change; NaN if the state lost its density or pressure. */
  public double change() {
    return change;
  }
}
