package org.unfurl.sim.equation;

import java.util.List;

/** One of every equation on the plane, for tests that hold for all of them. */
public final class PlaneEquations {

  private PlaneEquations() {}

  public static List<PlaneEquation> examples() {
    return List.of(Vorticity.unforced(0.01), new Vorticity(0.02, 1, 2));
  }
}
