package org.unfurl.sim.equation;

/** What happens at a point whatever its neighbours: a rate of change that depends on the value. */
public interface Reaction {

  /** R(u), in units of u per time. */
  double rate(double u);

  /** R'(u), per time. */
  double slope(double u);
}
