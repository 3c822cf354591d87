package org.unfurl.sim.equation;

import java.util.List;

/** One of every equation on the plane, for tests that hold for all of them. */
public final class PlaneEquations {

  private PlaneEquations() {}

  public static List<PlaneEquation> examples() {
    return List.of(
        Vorticity.unforced(0.01),
        new Vorticity(0.02, 1, 2),
        new KuramotoSivashinskyPlane(1),
        new GrayScott(0.02, 0.01, 0.04, 0.06),
        new AllenCahn(0.3),
        new FisherKpp(0.1, 1),
        new SwiftHohenberg(0.3),
        new Hyperdiffusion(0.02),
        new AdvectionDiffusion(1, -0.5, 0.05));
  }
}
