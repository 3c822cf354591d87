package org.unfurl.sim.wake;

/**
 * Solves the pressure equation of one grid, cells in the order of the columns. An instance may keep
 * scratch arrays and then serves one thread.
 */
interface PressureSolver {

  /** Solves A x = b in place. Where the pressure means nothing, in the cylinder, it may be any. */
  void solve(double[] x);
}
