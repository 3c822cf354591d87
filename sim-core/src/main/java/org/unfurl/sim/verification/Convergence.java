package org.unfurl.sim.verification;

/** Orders of convergence. */
public final class Convergence {

  private Convergence() {}

  /**
   * The order that two errors show.
   *
   * @param coarse error
   * @param fine error with half the step or cell
   */
  public static double order(double coarse, double fine) {
    return Math.log(coarse / fine) / Math.log(2);
  }
}
